// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.mount;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.api.status.ModuleState;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.ProblemAnswer;

/**
 * Where requests wait while a module is being replaced; they hold no thread meanwhile.
 *
 * <p>They wait together until a moment that counts from when the module closed, not each for itself. Whether it comes back
 * nobody tells the gateway: as long as the runtime knows the module, and it has not failed, it may; otherwise only
 * for a moment, which is what lies between the old bundle and the new one.
 */
public final class Parking {
    private static final Duration BETWEEN_BUNDLES = Duration.ofSeconds(1);

    private final Settings.Parking settings;
    private final ScheduledExecutorService timer;
    private final LongSupplier clock;
    private final Function<String, Optional<ModuleState>> states;
    private final Set<Parked> parked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder served = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean isClosed;

    /**
     * Makes it.
     *
     * @param settings how many, and how long
     * @param timer runs what happens when that is over
     * @param clock nanoseconds, the same as those of mounts
     * @param states how the runtime has a module of a name, if it has
     */
    public Parking(
            Settings.Parking settings,
            ScheduledExecutorService timer,
            LongSupplier clock,
            Function<String, Optional<ModuleState>> states) {
        this.settings = settings;
        this.timer = timer;
        this.clock = clock;
        this.states = states;
    }

    /**
     * Returns how it is used.
     *
     * @return how many wait, and how many have been served, have waited in vain, and have been refused so far
     */
    public Map<String, Long> metrics() {
        return Map.of(
                "waiting", (long) waiting.get(),
                "served", served.sum(),
                "expired", expired.sum(),
                "refused", refused.sum());
    }

    /** A request, which is let go once. */
    private final class Parked implements Runnable {
        private final Vacancy vacancy;
        private final Handler router;
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final AtomicBoolean isGone = new AtomicBoolean();
        private volatile Future<?> end;

        Parked(Vacancy vacancy, Handler router, Request request, Response response, Callback callback) {
            this.vacancy = vacancy;
            this.router = router;
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void watch() {
            end = timer.schedule(this::look, left(vacancy), TimeUnit.NANOSECONDS);
        }

        private void look() {
            // The module may have come back to the runtime meanwhile, and then it has more time.
            if (left(vacancy) > 0 && !isClosed) {
                watch();
            } else if (leave()) {
                expired.increment();
                request.getComponents().getExecutor().execute(this);
            }
        }

        boolean leave() {
            if (!isGone.compareAndSet(false, true)) {
                return false;
            }
            parked.remove(this);
            waiting.decrementAndGet();
            Future<?> timed = end;
            if (timed != null) {
                timed.cancel(false);
            }
            return true;
        }

        /** Asks the router once more, which finds the module, or that there is nothing to wait for. */
        @Override
        public void run() {
            try {
                router.handle(request, response, callback);
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }

    /**
     * Lets a request wait, if that is worth while.
     *
     * @param vacancy where it wants to go
     * @param router who gets it again
     * @return whether it can; to be handed over then
     */
    Optional<Spot> spot(Vacancy vacancy, Handler router) {
        if (isClosed || left(vacancy) <= 0) {
            return Optional.empty();
        }
        if (waiting.incrementAndGet() > settings.requests()) {
            waiting.decrementAndGet();
            refused.increment();
            return Optional.empty();
        }
        return Optional.of((request, response, callback) -> {
            var one = new Parked(vacancy, router, request, response, callback);
            parked.add(one);
            one.watch();
        });
    }

    /** Room for one request. */
    @FunctionalInterface
    interface Spot {
        void take(Request request, Response response, Callback callback);
    }

    private long left(Vacancy vacancy) {
        Duration patience = settings.patience();
        if (patience.compareTo(BETWEEN_BUNDLES) > 0 && !mayComeBack(vacancy)) {
            patience = BETWEEN_BUNDLES;
        }
        return patience.toNanos() - (clock.getAsLong() - vacancy.since());
    }

    private boolean mayComeBack(Vacancy vacancy) {
        return states.apply(vacancy.module())
                .filter(state -> state != ModuleState.FAILED)
                .isPresent();
    }

    /** Whether the runtime still has the module. */
    boolean isKnown(Vacancy vacancy) {
        return states.apply(vacancy.module()).isPresent();
    }

    /**
     * Lets the requests to a path go on.
     *
     * @param path the path of a mount that has opened
     */
    void opened(String path) {
        for (Parked each : parked) {
            if (each.vacancy.path().equals(path) && each.leave()) {
                served.increment();
                each.request.getComponents().getExecutor().execute(each);
            }
        }
    }

    /** Lets all go, and nobody in any more. */
    public void close() {
        isClosed = true;
        for (Parked each : parked) {
            if (each.leave()) {
                expired.increment();
                ProblemAnswer.write(each.request, each.response, each.callback, away(each.vacancy.module()));
            }
        }
    }

    static Problem away(String module) {
        return Problem.unavailable("Module '" + module + "' is not running at the moment.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.modkit.runtime.hub.PlainServices.Held;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * Follows the current client of one key for one module; shared by all its handles of that key.
 *
 * <p>An entry of the hub is pushed ({@link #covered}). A plain service is only let go when it is no longer the best one
 * ({@link #review}) and fetched by whoever asks next ({@link #settle}), so that the thread on which something leaves
 * never runs the code that takes its place.
 *
 * <p>N.B. All changes are swaps of one immutable {@link Now}; a thread that loses a swap looks again.
 */
final class Watch implements AllServiceListener {
    /**
     * What holds at one moment.
     *
     * @param client the current client, or {@code null}
     * @param top the hub's entry, or {@code null}
     * @param plain the plain service in use, or {@code null}
     * @param changes how often the client has become another one
     * @param open whether the watch is still followed
     */
    record Now(Object client, Entry top, Held plain, long changes, boolean open) {
        private static final Now NOTHING = new Now(null, null, null, 0, true);

        private Now with(Entry newTop, Held newPlain) {
            Object next = newTop != null ? newTop.client() : newPlain != null ? newPlain.object() : null;
            return new Now(next, newTop, newPlain, next == client ? changes : changes + 1, open);
        }

        private Now closed() {
            return new Now(null, null, null, changes + 1, false);
        }
    }

    private final AtomicReference<Now> now = new AtomicReference<>(Now.NOTHING);
    /** Counts the events of plain services. */
    private final AtomicLong events = new AtomicLong();
    /** After which event there was no plain service, so that asking again for one that is optional costs nothing. */
    private volatile long nothingAfter = -1;

    private final Key key;
    private final String filter;
    private final PlainServices services;

    Watch(Key key, BundleContext context) {
        this.key = key;
        this.filter = PlainServices.filterOf(key);
        this.services = new PlainServices(key.type(), context);
    }

    Key key() {
        return key;
    }

    /** The hot path: a volatile read. */
    Now now() {
        return now.get();
    }

    void open() {
        services.listen(this, filter);
        review();
        if (!now().open()) {
            services.ignore(this);
        }
    }

    /** The hub's entry has changed. Called inside an update of the hub's map: only swaps. */
    void covered(Entry top) {
        now.updateAndGet(before -> before.open() ? before.with(top, before.plain()) : before);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        events.incrementAndGet();
        review();
    }

    /** Lets go of a plain service that is covered, gone, or no longer the best. */
    void review() {
        Now before = now();
        while (before.plain() != null && !stillBest(before)) {
            if (now.compareAndSet(before, before.with(before.top(), null))) {
                services.giveBack(before.plain());
            }
            before = now();
        }
    }

    private boolean stillBest(Now moment) {
        return moment.top() == null
                && services.best(filter, Set.of())
                        .filter(moment.plain().reference()::equals)
                        .isPresent();
    }

    /**
     * Returns the current client, fetching a plain service if need be.
     *
     * <p>After a swap it looks once more: a service that left between the look and the swap was not yet there for
     * {@link #review} to let go.
     */
    Now settle() {
        var useless = new HashSet<ServiceReference<?>>();
        while (true) {
            long after = events.get();
            Now before = now();
            if (!before.open() || before.top() != null || nothingAfter == after) {
                return before;
            }
            Optional<ServiceReference<?>> best = services.best(filter, useless);
            ServiceReference<?> held =
                    before.plain() == null ? null : before.plain().reference();
            if (best.map(reference -> reference.equals(held)).orElse(held == null)) {
                if (held == null && useless.isEmpty()) {
                    nothingAfter = after;
                }
                return before;
            }
            Optional<Held> next = best.flatMap(services::take);
            if (best.isPresent() && next.isEmpty()) {
                useless.add(best.get());
            } else {
                swap(before, next.orElse(null));
            }
        }
    }

    private void swap(Now before, Held next) {
        Held loser = now.compareAndSet(before, before.with(null, next)) ? before.plain() : next;
        if (loser != null) {
            services.giveBack(loser);
        }
    }

    void close() {
        Now last = now.getAndUpdate(before -> before.open() ? before.closed() : before);
        services.ignore(this);
        if (last.plain() != null) {
            services.giveBack(last.plain());
        }
    }
}

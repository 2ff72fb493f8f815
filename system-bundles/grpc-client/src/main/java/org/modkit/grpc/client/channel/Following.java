// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;

/**
 * Keeps up with what the directory says of one service: asks when it is told that something changed, when somebody can't
 * reach an instance, and now and then.
 *
 * <p>A directory that can't be asked changes nothing: the last answer stands. One that has just come back, or taken the place
 * of another, may not have heard of all instances yet; for some time those of the last answer are kept beside those it names.
 * One that has ended meanwhile does no harm, since it takes no connections.
 */
final class Following implements AutoCloseable {
    /**
     * How patient it is.
     *
     * @param between the shortest time between two questions
     * @param atLast the longest
     * @param settling how long a directory may need to hear of everybody: three heartbeats
     */
    record Pace(Duration between, Duration atLast, Duration settling) {
        static final Pace USUAL = new Pace(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(15));
    }

    private final String service;
    private final Directories directories;
    private final ScheduledExecutorService worker;
    private final Pace pace;
    private final Consumer<Answer> told;
    private final AtomicBoolean isDue = new AtomicBoolean();
    private volatile boolean isClosed;
    private volatile long lastLook;
    // Between begin and close, which somebody calls one after the other.
    private Registration watching;
    private ScheduledFuture<?> regularly;

    // Only the worker's one thread touches these.
    private DirectoryClient followed;
    private Registration listening = () -> {};
    private Answer answer;
    private boolean wasLost;
    private Optional<Long> settled = Optional.empty();

    /**
     * Prepares to follow.
     *
     * @param service full name of the service
     * @param directories whom to ask
     * @param worker its one thread asks
     * @param pace how often
     * @param told hears the first answer and each that differs from the one before, on the worker's thread
     */
    Following(
            String service,
            Directories directories,
            ScheduledExecutorService worker,
            Pace pace,
            Consumer<Answer> told) {
        this.service = service;
        this.directories = directories;
        this.worker = worker;
        this.pace = pace;
        this.told = told;
        this.lastLook = System.nanoTime() - pace.between().toNanos();
    }

    /** Asks for the first time, and follows from then on. */
    void begin() {
        watching = directories.listen(this::ask);
        long period = pace.atLast().toMillis();
        regularly = worker.scheduleWithFixedDelay(this::ask, period, period, TimeUnit.MILLISECONDS);
        ask();
    }

    /** Asks the directory again, soon. Any thread may call it, as often as it likes. */
    void ask() {
        if (!isClosed && isDue.compareAndSet(false, true)) {
            long wait = pace.between().toNanos() - (System.nanoTime() - lastLook);
            try {
                worker.schedule(this::look, Math.max(0, wait), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException over) {
                // The bundle stops, and the channel with it.
            }
        }
    }

    private void look() {
        isDue.set(false);
        lastLook = System.nanoTime();
        if (isClosed) {
            listening.close();
            return;
        }
        DirectoryClient directory = directories.current().orElse(null);
        follow(directory);
        if (directory == null) {
            lost("There is no directory in this process. Install and start the module 'directory'.");
            return;
        }
        List<URI> found;
        try {
            found = endpoints(directory);
        } catch (RuntimeException e) {
            // One that has just left may throw anything.
            lost(String.valueOf(e.getMessage()));
            return;
        }
        tell(found);
    }

    private void follow(DirectoryClient directory) {
        if (directory != followed) {
            listening.close();
            listening = directory == null ? () -> {} : directory.listen(this::ask);
            wasLost = true;
            followed = directory;
        }
    }

    private List<URI> endpoints(DirectoryClient directory) {
        return directory.serving(service).stream()
                .map(each -> each.services().get(service))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private void lost(String why) {
        wasLost = true;
        if (answer == null || answer.endpoints().isEmpty()) {
            answer(new Answer(List.of(), "gRPC service '" + service + "' can't be called. " + why));
        }
    }

    private void tell(List<URI> found) {
        long now = System.nanoTime();
        if (wasLost) {
            wasLost = false;
            settled = Optional.of(now + pace.settling().toNanos()).filter(end -> answer != null);
        }
        Collection<URI> all = new LinkedHashSet<>(found);
        if (settled.isPresent() && settled.get() - now > 0 && answer != null && all.addAll(answer.endpoints())) {
            worker.schedule(this::ask, settled.get() - now, TimeUnit.NANOSECONDS);
        }
        answer(new Answer(
                List.copyOf(all),
                all.isEmpty()
                        ? "No instance of gRPC service '" + service
                                + "' can be called now. Look whether the module that" + " offers it runs."
                        : ""));
    }

    private void answer(Answer next) {
        if (!next.equals(answer)) {
            answer = next;
            told.accept(next);
        }
    }

    /** Follows no more. Somebody may still be told what was under way. */
    @Override
    public void close() {
        isClosed = true;
        watching.close();
        regularly.cancel(false);
        try {
            worker.execute(() -> listening.close());
        } catch (RejectedExecutionException over) {
            // So is what was listened to.
        }
    }
}

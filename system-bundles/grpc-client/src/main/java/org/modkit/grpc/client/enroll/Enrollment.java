// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.enroll;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.directory.DirectoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory informed of one instance of one module: registers it when it can be called, says regularly that it is
 * alive, registers it again when the directory does not know it, and takes it back when it goes.
 *
 * <p>A directory that can't be asked is asked again for ever; the log hears of that once. All of it happens on one thread of
 * its own, {@code modkit-grpc-enrollment}.
 */
public final class Enrollment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Enrollment.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final long PATIENCE_S = 3;

    private final String module;
    private final UUID id;
    private final DirectoryClient directory;
    private final Supplier<Optional<Claim>> claims;
    private final Duration beat;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "modkit-grpc-enrollment");
        thread.setDaemon(true);
        return thread;
    });

    // Only the worker touches these.
    private Optional<Claim> said = Optional.empty();
    private final Set<String> complaints = new HashSet<>();
    private long lastBeat;
    private boolean isRetrying;
    private boolean isClosed;

    /**
     * Prepares it.
     *
     * @param module the module's name
     * @param id tells this instance from the module's others
     * @param directory whom to inform
     * @param claims what the module has to say now
     * @param beat how often it is said to be alive
     */
    public Enrollment(
            String module, UUID id, DirectoryClient directory, Supplier<Optional<Claim>> claims, Duration beat) {
        this.module = module;
        this.id = id;
        this.directory = directory;
        this.claims = claims;
        this.beat = beat;
    }

    /** Begins. To be called once. */
    public void begin() {
        worker.scheduleAtFixedRate(this::step, 0, beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at once whether there is something else to say. Any thread may call it, as often as it likes. */
    public void look() {
        try {
            worker.execute(this::step);
        } catch (RejectedExecutionException over) {
            // Everything has been said.
        }
    }

    private void step() {
        if (isClosed) {
            return;
        }
        try {
            say(claims.get());
            if (!complaints.isEmpty()) {
                complaints.clear();
                LOG.info("The directory answers again.");
            }
        } catch (DirectoryException e) {
            complain(e);
            retry();
        } catch (RuntimeException e) {
            // Whoever was asked for the claim has left meanwhile; it is asked again.
            LOG.debug("Module '{}' could not be looked at.", module, e);
            retry();
        }
    }

    private void say(Optional<Claim> claim) {
        if (claim.isEmpty()) {
            boolean wasSaid = said.isPresent();
            // Also if that can't be said: the directory notices the silence.
            said = claim;
            if (wasSaid) {
                directory.deregister(module, id);
                LOG.info("Module '{}' has left the directory.", module);
            }
        } else if (!claim.equals(said)) {
            register(claim.get());
        } else if (System.nanoTime() - lastBeat >= beat.toNanos() / 2) {
            beat(claim.get());
        }
    }

    private void register(Claim claim) {
        said = Optional.empty();
        directory.register(module, id, claim.services(), claim.version());
        said = Optional.of(claim);
        // It gets calls from its first heartbeat on. Should that be refused, somebody was faster to forget it.
        directory.heartbeat(module, id);
        lastBeat = System.nanoTime();
        LOG.info("Module '{}' is in the directory, as instance {}.", module, id);
    }

    private void beat(Claim claim) {
        if (directory.heartbeat(module, id)) {
            lastBeat = System.nanoTime();
        } else {
            LOG.info("The directory does not know instance {} of module '{}'. It registers again.", id, module);
            register(claim);
        }
    }

    private void complain(DirectoryException e) {
        if (complaints.add(e.getMessage())) {
            LOG.warn("{} Module '{}' goes on trying to say that it is there.", e.getMessage(), module);
            LOG.debug("What the transport said:", e);
        }
    }

    private void retry() {
        if (!isRetrying && beat.compareTo(SOON) > 0) {
            isRetrying = true;
            worker.schedule(
                    () -> {
                        isRetrying = false;
                        step();
                    },
                    SOON.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Takes the instance back, and waits a little until that is said or can't be. */
    @Override
    public void close() {
        if (worker.isShutdown()) {
            return;
        }
        Future<?> last = worker.submit(() -> {
            isClosed = true;
            say(Optional.empty());
        });
        try {
            last.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Instance {} of module '{}' could not be taken back.", id, module, e);
        } finally {
            worker.shutdownNow();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.modkit.api.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns on a thread of their own. */
final class ThreadTurns implements Turns {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTurns.class);

    private final ScheduledThreadPoolExecutor thread;

    ThreadTurns(String name) {
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            var made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void post(Runnable turn) {
        try {
            thread.execute(guarded(turn));
        } catch (RejectedExecutionException closed) {
            LOG.trace("Nobody waits for this turn any more", closed);
        }
    }

    @Override
    public Registration after(Duration wait, Runnable turn) {
        try {
            ScheduledFuture<?> later = thread.schedule(guarded(turn), wait.toNanos(), TimeUnit.NANOSECONDS);
            return () -> later.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    private static Runnable guarded(Runnable turn) {
        return () -> {
            try {
                turn.run();
            } catch (RuntimeException e) {
                LOG.error("A decision about a child met a bug; the module may need a restart.", e);
            }
        };
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}

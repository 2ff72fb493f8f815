// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for what follows from changes, since those who tell of them hold locks of their own. Any thread may call it.
 */
final class Changes implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    /** Changes of the configuration come in bursts. */
    private static final long QUIET_MILLIS = 150;

    private static final long LAST_MILLIS = 10_000;

    private final AtomicBoolean isPending = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        var made = new Thread(work, "modkit-process-changes");
        made.setDaemon(true);
        return made;
    });

    @Override
    public void execute(Runnable consequence) {
        try {
            thread.execute(guarded(consequence));
        } catch (RejectedExecutionException closing) {
            LOG.trace("Nobody cares for changes any more", closing);
        }
    }

    /** Does something a moment later, once for a burst. */
    void soon(Runnable consequence) {
        if (isPending.compareAndSet(false, true)) {
            Runnable once = () -> {
                isPending.set(false);
                consequence.run();
            };
            try {
                thread.schedule(guarded(once), QUIET_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                LOG.trace("Nobody cares for changes any more", closing);
            }
        }
    }

    private static Runnable guarded(Runnable consequence) {
        return () -> {
            try {
                consequence.run();
            } catch (RuntimeException e) {
                LOG.warn("What a change means for modules in other processes could not be found out.", e);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A module that has no bundle is still being offered or withdrawn.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.errand;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A piece of work done by a thread of its own while the caller waits and may be interrupted.
 *
 * @param <T> what the work comes to
 */
public final class Errand<T> {
    /** How long the caller waits for work that it has called off; rolling back takes a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Connecting can't be called off and leaves nothing behind. */
    private static final Duration PATIENCE_CONNECTING = Duration.ofMillis(200);

    private final String name;
    private final Interruption interruption = new Interruption();

    /**
     * Creates the errand.
     *
     * @param name the name of its thread
     */
    public Errand(String name) {
        this.name = name;
    }

    /** Returns what the work asks whether it is still wanted. */
    public Interruption interruption() {
        return interruption;
    }

    /**
     * Does the work.
     *
     * @param work asks {@link #interruption()} now and then
     * @return what it returned
     * @throws InterruptedException if the caller was interrupted and the work did not end soon after it was told; its
     *     thread ends as soon as it can
     * @throws ExecutionException if the work failed, with what it threw as the cause
     */
    public T run(Callable<T> work) throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(() -> {
            interruption.begin();
            try {
                return work.call();
            } finally {
                interruption.end();
            }
        });
        start(name, task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            return callOff(task, e);
        }
    }

    private T callOff(FutureTask<T> task, InterruptedException interrupted)
            throws InterruptedException, ExecutionException {
        // By a thread of its own as well: canceling a statement of PostgreSQL opens a connection, which may take long.
        start(name + " (called off)", interruption::wish);
        try {
            Duration patience = interruption.isConnecting() ? PATIENCE_CONNECTING : PATIENCE;
            T result = task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Thread.currentThread().interrupt();
            return result;
        } catch (TimeoutException e) {
            interrupted.addSuppressed(e);
            throw interrupted;
        }
    }

    private static void start(String name, Runnable work) {
        // Inherits nothing: neither the caller's thread locals nor the loader of the module it may be about.
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setContextClassLoader(Errand.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }
}

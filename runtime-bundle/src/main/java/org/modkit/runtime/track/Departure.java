// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.modkit.runtime.phase.RuntimeThread;

/**
 * The one unavoidable wait: what goes away must not be gone before the modules that use it are down.
 *
 * <p>On a hook thread it does not wait, since the loop is waiting for that hook; the modules come down as soon as the
 * hook ends. On the thread of a module's background task it waits, but no longer than until that module itself is to
 * stop, which waits for the task.
 */
final class Departure {
    private final Duration patience;
    private final Consumer<String> complaints;

    Departure(Duration patience, Consumer<String> complaints) {
        this.patience = patience;
        this.complaints = complaints;
    }

    /** Waits until a departure is over. */
    void await(CompletableFuture<?> gone, String what) {
        if (RuntimeThread.isHook()) {
            return;
        }
        var enough = new CompletableFuture<Void>();
        var task = RuntimeThread.task();
        var registration = task.map(token -> token.onCancel(() -> enough.complete(null)));
        try {
            CompletableFuture.anyOf(gone, enough).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            complaints.accept(what + " was to be down within " + patience.toSeconds()
                    + " s, but is not. It goes away all the same; see 'status' for what is still up.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            complaints.accept("The thread '" + Thread.currentThread().getName()
                    + "' was interrupted while it waited for " + what + " to be down. It goes away all the same.");
        } catch (ExecutionException e) {
            throw new AssertionError("Departures end, they never fail.", e);
        } finally {
            registration.ifPresent(r -> r.close());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Lets threads that ask for the same thing at the same time share one answer, or one failure. Remembers neither.
 *
 * @param <R> the answer
 */
final class SingleFlight<R> {
    /** Work under way; the thread is known so that it is not made to wait for itself. */
    private record Flight<R>(Thread pilot, CompletableFuture<R> landing) {}

    private final AtomicReference<Flight<R>> underWay = new AtomicReference<>();

    /**
     * Does the work, or waits for the thread that already does it.
     *
     * @throws CancellationException if the thread is interrupted while it waits
     */
    R fly(Supplier<R> work) {
        var mine = new Flight<R>(Thread.currentThread(), new CompletableFuture<>());
        Flight<R> other = underWay.compareAndExchange(null, mine);
        if (other != null) {
            return join(other);
        }
        try {
            R result = work.get();
            mine.landing().complete(result);
            return result;
        } catch (RuntimeException | Error failure) {
            mine.landing().completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.set(null);
        }
    }

    private R join(Flight<R> other) {
        if (other.pilot() == Thread.currentThread()) {
            throw new IllegalStateException("A plugin must not ask for the choice among plugins while it is being"
                    + " chosen. Move the lookup out of its activation.");
        }
        try {
            return other.landing().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while another thread chose a plugin.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        }
    }
}

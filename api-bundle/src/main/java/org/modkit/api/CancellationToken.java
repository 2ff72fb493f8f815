// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells whether somebody's time is up. One-way and hierarchical: cancelling a token cancels its children, never its
 * parent.
 *
 * <p>Safe for use by any thread. The runtime gives every incarnation of a module a token of its own and cancels it when
 * that module's turn to go down comes.
 */
@ProviderType
public interface CancellationToken {
    /**
     * Tells whether it is cancelled; once true, always true.
     *
     * @return whether this token or one above it was cancelled
     */
    boolean isCancelled();

    /**
     * Waits until it is cancelled, at most for the given time.
     *
     * @param atMost how long; zero or less only looks
     * @return whether it is cancelled
     * @throws InterruptedException if the waiting thread is interrupted
     */
    boolean await(Duration atMost) throws InterruptedException;

    /**
     * Runs an action once when it is cancelled; at once, on this thread, if it already is.
     *
     * <p>Otherwise it runs on a thread of the runtime's and should return promptly. What it throws is reported.
     *
     * @param action what to do
     * @return closing it forgets the action
     */
    Registration onCancel(Runnable action);

    /**
     * Returns a new token below this one that its holder may cancel.
     *
     * @return a child
     */
    Child child();

    /**
     * Throws if it is cancelled; for loops that have no better way out.
     *
     * @throws java.util.concurrent.CancellationException if it is cancelled
     */
    void throwIfCancelled();

    /** A token that its holder may cancel. */
    @ProviderType
    interface Child extends CancellationToken {
        /** Cancels this token and all below it; nothing happens if it already is. */
        void cancel();
    }
}

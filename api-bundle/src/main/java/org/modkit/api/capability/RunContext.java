// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.modkit.api.CancellationToken;
import org.osgi.annotation.versioning.ProviderType;

/** What a runnable module gets for one run, from its start to its stop. Safe for use by any thread. */
@ProviderType
public interface RunContext {
    /**
     * Returns the token that is cancelled when this module's turn to stop comes.
     *
     * @return a child of the module's token
     */
    CancellationToken cancellation();

    /**
     * Promises to say when the module is ready; from then on its start is not over before the signal is given.
     *
     * <p>Ask for it before {@code start} returns.
     *
     * @return the one signal of this run
     */
    ReadySignal readySignal();

    /**
     * Runs a task in the background, supervised.
     *
     * <p>It gets a thread of its own, named {@code <module>/<name>}. A task that throws before the token is cancelled
     * fails the module, which is then restarted as its supervision says. A task that returns is done. After
     * cancellation it has until the deadline of {@code stop} to return.
     *
     * @param name what it does, for the thread's name
     * @param task the work
     * @throws IllegalStateException if the run is already over
     */
    void task(String name, BackgroundTask task);

    /**
     * Reports that work the module does on threads of its own has died; has the effect of a task that throws.
     *
     * @param cause what it died of
     */
    void failed(Throwable cause);
}

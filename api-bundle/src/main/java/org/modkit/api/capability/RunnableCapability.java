// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module that does something by itself: serves, polls, consumes.
 *
 * <p>Both hooks are called on threads of the runtime named {@code START <module>} and {@code STOP <module>}, each under
 * its deadline.
 */
@ConsumerType
public interface RunnableCapability {
    /**
     * Starts the work and returns promptly.
     *
     * <p>Called after every module this one needs has been started and is ready. The module counts as started, and
     * those that need it go on, when this returns; if {@link RunContext#readySignal()} was asked for, when it is given.
     *
     * @param run background tasks, the ready signal, the cancellation token
     * @throws Exception fails the module; {@link #stop} is called all the same
     */
    void start(RunContext run) throws Exception;

    /**
     * Stops the work; the mirror of {@link #start}.
     *
     * <p>Called once after every {@code start} that was begun, after every module that needs this one is stopped. The
     * token of the run is already cancelled. When it returns, the runtime waits for the tasks begun with
     * {@link RunContext#task} as long as the deadline allows, so a module made of such tasks need not implement it.
     *
     * @throws Exception is reported; the way down goes on
     */
    default void stop() throws Exception {}
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import org.modkit.api.directory.Admission;

/** A module that runs in other processes, from when the runtime has it brought up until it has it taken down. */
interface Elsewhere {
    /**
     * Brings it up and returns when others can call it.
     *
     * @throws org.modkit.api.ModuleException if it can't be, with all that a user needs to know
     * @throws InterruptedException if it is to go down again
     */
    void up() throws InterruptedException;

    /** Takes it down and returns when nothing of it is left. */
    void down() throws InterruptedException;

    /** The hub, the directory or what it says may have changed. Returns at once. */
    void stirred();

    /** The configuration may have changed. Returns at once. */
    default void reconfigured() {}

    /** Somebody else lets children in from now on. Returns at once. */
    default void admits(Admission admission) {}
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import java.util.Set;

/**
 * What a module is doing, told from its author's chair. A module that is gone has no state.
 *
 * <p>How far it has come is a second value, its {@link Phase}.
 */
public enum ModuleState {
    /**
     * Something it needs is absent, not running, or in a circle with it. Nothing is being called on you; what was called
     * stays valid; the next call comes when the reason goes away.
     */
    WAITING,
    /** It climbs its phases. Your hooks are being called, one at a time. */
    STARTING,
    /** It has passed all phases. Nothing is called on you until it goes down. */
    RUNNING,
    /** It goes down. Your {@code stop} and {@code close} are being called, after those of the modules that need you. */
    STOPPING,
    /** A phase or a background task failed, and all was undone. Nothing is called on you until it is asked for
     * again, its configuration changes, or its bundle does. */
    FAILED;

    /**
     * Returns the states that may follow this one. Any state may also be the last.
     *
     * @return the legal successors
     */
    public Set<ModuleState> next() {
        return switch (this) {
            case WAITING -> Set.of(STARTING, RUNNING, STOPPING, FAILED);
            case STARTING -> Set.of(WAITING, RUNNING, STOPPING, FAILED);
            case RUNNING -> Set.of(WAITING, STOPPING);
            case STOPPING -> Set.of(WAITING, STARTING, RUNNING, FAILED);
            case FAILED -> Set.of(WAITING, STARTING);
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

/** How a step of a module through a phase ended. */
public enum StepOutcome {
    /** As it should. */
    OK,
    /** The hook threw. */
    FAILED,
    /** The hook did not end within its deadline. */
    TIMEOUT,
    /** The module was to go down before the step was done, and the hook gave way. */
    CANCELLED
}

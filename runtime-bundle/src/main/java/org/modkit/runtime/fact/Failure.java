// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import java.time.Duration;
import java.util.Optional;
import org.modkit.api.status.Phase;

/**
 * Why a module is FAILED.
 *
 * @param phase in which phase, or whose background work
 * @param kind in which way
 * @param cause what was thrown; absent if the deadline passed
 * @param after how long after the step began; of a task, how long after the module ran
 * @param seq the event that told it
 */
public record Failure(Phase phase, Kind kind, Optional<Throwable> cause, Duration after, long seq) {
    /** The ways to fail. */
    public enum Kind {
        /** A hook threw. */
        THREW,
        /** A hook did not end within its deadline. */
        TIMED_OUT,
        /** A background task died while the module was running. */
        TASK_DIED,
        /** The host of a phase gave it up after it had taken it in. */
        GIVEN_UP
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import java.util.Optional;
import org.modkit.api.status.StepOutcome;

/**
 * How a step ended.
 *
 * @param kind well, or how else
 * @param cause what was thrown; present if and only if it failed
 */
public record Outcome(StepOutcome kind, Optional<Throwable> cause) {
    /** It ended as it should. */
    public static final Outcome OK = new Outcome(StepOutcome.OK, Optional.empty());
    /** It was not over at its deadline. */
    public static final Outcome TIMEOUT = new Outcome(StepOutcome.TIMEOUT, Optional.empty());
    /** It gave way because the module is to go down. */
    public static final Outcome CANCELLED = new Outcome(StepOutcome.CANCELLED, Optional.empty());

    /** Rejects a cause where nothing failed, and a failure without one. */
    public Outcome {
        if ((kind == StepOutcome.FAILED) != cause.isPresent()) {
            throw new IllegalArgumentException("A cause belongs to a failure and to nothing else.");
        }
    }

    /**
     * Returns a failure.
     *
     * @param cause what was thrown
     * @return the outcome
     */
    public static Outcome failed(Throwable cause) {
        return new Outcome(StepOutcome.FAILED, Optional.of(cause));
    }
}

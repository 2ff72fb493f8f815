// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.time.Duration;
import java.util.Optional;
import org.modkit.process.render.Supervision;

/**
 * How often the child in one place was started again since it was last stable. Pure.
 *
 * @param count of restarts
 */
record Restarts(int count) {
    static final Restarts NONE = new Restarts(0);

    /**
     * What a death leads to.
     *
     * @param restarts with the one to come
     * @param pause before it
     */
    record Again(Restarts restarts, Duration pause) {}

    /** Decides after a death; nothing if the child is given up. {@code readyFor} is how long it had been ready. */
    Optional<Again> after(Supervision supervision, Duration readyFor, double chance) {
        int before = readyFor.compareTo(supervision.stableAfter()) >= 0 ? 0 : count;
        if (!supervision.restart() || before >= supervision.maxRestarts()) {
            return Optional.empty();
        }
        return Optional.of(new Again(new Restarts(before + 1), supervision.waitBefore(before, chance)));
    }
}

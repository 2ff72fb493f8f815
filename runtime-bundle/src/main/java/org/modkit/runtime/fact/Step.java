// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import java.time.Duration;
import org.modkit.api.status.Direction;
import org.modkit.api.status.Phase;
import org.modkit.runtime.graph.Offer;

/**
 * One module to be taken through one phase.
 *
 * @param id tells this step from every other one
 * @param run tells this incarnation of the module from every other one
 * @param offer the module
 * @param phase the phase
 * @param way into it, out of it, or a change of configuration while it stays
 * @param last whether the incarnation is over after it
 * @param deadline how long it may take
 * @param cause the event that made it due
 */
public record Step(long id, long run, Offer offer, Phase phase, Way way, boolean last, Duration deadline, long cause) {
    /** What is done with the phase. */
    public enum Way {
        /** Into it. */
        UP,
        /** Out of it. */
        DOWN,
        /** Stay in it, with a new configuration. */
        RECONFIGURE
    }

    /**
     * Returns the direction as the journal tells it.
     *
     * @return down for out of it, otherwise up
     */
    public Direction direction() {
        return way == Way.DOWN ? Direction.DOWN : Direction.UP;
    }

    /**
     * Returns what the thread is called while it works at it.
     *
     * @return phase or its undoing, and module
     */
    public String label() {
        return Labels.of(phase, way) + " " + offer.name();
    }

    /** The words for hooks, as threads and messages use them. */
    static final class Labels {
        private Labels() {}

        static String of(Phase phase, Way way) {
            return switch (way) {
                case UP -> phase.name();
                case RECONFIGURE -> "RECONFIGURE";
                case DOWN ->
                    switch (phase) {
                        case START -> "STOP";
                        case INIT -> "CLOSE";
                        case OPEN -> "DRAIN";
                        case PRE_INIT, DATABASE, POST_INIT, REST, GRPC -> "LEAVE " + phase.name();
                    };
            };
        }
    }
}

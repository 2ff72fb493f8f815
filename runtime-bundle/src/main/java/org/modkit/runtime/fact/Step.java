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
 * @param host the run of the module that hosts the phase; 0 if its host is no module, or nobody hosts it
 */
public record Step(
        long id, long run, Offer offer, Phase phase, Way way, boolean last, Duration deadline, long cause, long host) {
    /** What is done with the phase. */
    public enum Way {
        /** Into it. */
        UP,
        /** Out of it. */
        DOWN,
        /** Stay in it, with a new configuration. */
        RECONFIGURE,
        /** Into a hosted phase while it runs, since a host has come. */
        ATTACH,
        /** Out of a hosted phase while it runs on, since the host goes. */
        DETACH
    }

    /**
     * Returns the direction as the journal tells it.
     *
     * @return down for out of it, whether the module runs on or not, otherwise up
     */
    public Direction direction() {
        return way == Way.DOWN || way == Way.DETACH ? Direction.DOWN : Direction.UP;
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
                case ATTACH, DETACH -> way + " " + phase;
                case DOWN ->
                    switch (phase) {
                        case START -> "STOP";
                        case INIT -> "CLOSE";
                        case OPEN -> "DRAIN";
                        case SPAWN -> "END PROCESS";
                        case PRE_INIT, DATABASE, POST_INIT, REST, GRPC -> "LEAVE " + phase.name();
                    };
            };
        }
    }
}

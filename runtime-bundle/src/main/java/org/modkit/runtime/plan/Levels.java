// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.stream.Stream;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.Phase;
import org.modkit.runtime.graph.Offer;

/** Phases as numbers: level 0 is down, level n is having passed the n-th phase. */
final class Levels {
    private static final Phase[] PHASES = Phase.values();

    static final int TOP = PHASES.length;
    static final int INIT = of(Phase.INIT);
    static final int POST_INIT = of(Phase.POST_INIT);

    static final int OPEN = of(Phase.OPEN);
    /** The levels that others carry out, a bit each. */
    static final int HOSTED = Stream.of(PHASES)
            .filter(Phase::hosted)
            .mapToInt(phase -> 1 << of(phase))
            .sum();
    /** The levels whose host may change while a module runs, a bit each. */
    static final int TRAFFIC = 1 << of(Phase.REST) | 1 << of(Phase.GRPC);

    private Levels() {}

    static int of(Phase phase) {
        return phase.ordinal() + 1;
    }

    static Phase phase(int level) {
        return PHASES[level - 1];
    }

    /** The phases an offer takes part in, a bit per level; if it runs elsewhere, that is one. */
    static int path(Offer offer, boolean elsewhere) {
        if (elsewhere) {
            return 1 << of(Phase.SPAWN);
        }
        int path = 0;
        for (Phase phase : PHASES) {
            path |= offer.takesPartIn(phase) ? 1 << of(phase) : 0;
        }
        return path;
    }

    /** The phases an offer's module hosts when it runs, a bit per level. */
    static int hosting(Offer offer, boolean elsewhere) {
        if (elsewhere) {
            return 0;
        }
        int rest = offer.capabilities().contains(Capability.REST_HOST) ? 1 << of(Phase.REST) : 0;
        return rest | (offer.capabilities().contains(Capability.GRPC_HUB) ? 1 << of(Phase.GRPC) : 0);
    }

    /** The lowest level of a path, or one above the top if it is empty. */
    static int lowest(int path) {
        return path == 0 ? TOP + 1 : Integer.numberOfTrailingZeros(path);
    }

    /** Whether a path has a level below the given one. */
    static boolean anyBelow(int path, int level) {
        return lowest(path) < level;
    }
}

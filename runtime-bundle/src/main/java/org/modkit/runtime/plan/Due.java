// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.Comparator;

/**
 * A step that is due, as it waits in a queue. It is stale once its node has another.
 *
 * @param node whose step
 * @param level the level to pass or to leave
 * @param wave the wave's number; 0 on the way down, where it decides nothing
 * @param order on the way up the place in the wave, on the way down when the level was passed
 */
record Due(Node node, int level, long wave, long order) {
    /** The least advanced first, then the earlier wave, then the order of the wave. */
    static final Comparator<Due> CLIMBING = Comparator.comparingInt(Due::level)
            .thenComparingLong(Due::wave)
            .thenComparingLong(Due::order)
            .thenComparing(due -> due.node.name);

    /** The one that went up last first. */
    static final Comparator<Due> DESCENDING =
            Comparator.comparingLong(Due::order).reversed().thenComparing(due -> due.node.name);
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.List;

/** How many modules are in each level, and who is to be told when nobody is in one any more. */
final class Occupancy {
    private record Waiting(int level, Runnable reply) {}

    /** By level: how many take part in it and are in it; at 0: how many are up at all. */
    private final int[] inside = new int[Levels.TOP + 1];

    private final List<Waiting> waiting = new ArrayList<>();

    /** A node's begun level changes by one. */
    void moved(Node node, int from, int to) {
        int sign = to > from ? 1 : -1;
        if (from == 0 || to == 0) {
            inside[0] += sign;
        }
        int level = Math.max(from, to);
        if (node.takesPart(level)) {
            inside[level] += sign;
        }
    }

    /** Level 0 means: when nobody is up. */
    void whenEmpty(int level, Runnable reply) {
        waiting.add(new Waiting(level, reply));
    }

    /** Hands over the replies whose level is empty. */
    void release(List<Runnable> into) {
        waiting.removeIf(one -> inside[one.level] == 0 && into.add(one.reply));
    }
}

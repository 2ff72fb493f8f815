// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Modules that became startable together, and the barriers among them.
 *
 * <p>Three barriers, and each protects something: a system module's post-init sees every init of its wave; a user
 * module goes past post-init only when the system modules have looked around; and a user module enters a phase only
 * after the system modules that stand before it in the order have passed it. A member that will not get to a phase (its
 * target lies below) holds up nobody.
 *
 * <p>Waves don't wait for one another. Which members hold what up is counted as they move, so a question costs no walk.
 */
class Wave {
    final long number;
    /** By level: the positions of system modules that are yet to pass it. */
    private final List<BitSet> systemsAhead = new ArrayList<>();
    /** By level: user modules that wait at a barrier, by position. */
    private final List<TreeMap<Integer, Node>> waiting = new ArrayList<>();
    /** System modules that wait for the inits. */
    private final List<Node> waitingSystems = new ArrayList<>();

    private int initsAhead;

    Wave(long number) {
        this.number = number;
        for (int level = 0; level <= Levels.TOP; level++) {
            systemsAhead.add(new BitSet());
            waiting.add(new TreeMap<>());
        }
    }

    /** The levels a member is to pass yet, a bit each. */
    static int ahead(Node node) {
        return node.target <= node.reached ? 0 : (2 << node.target) - (2 << node.reached);
    }

    /** Takes note that a member has other levels ahead of it than before; none before it came and after it left. */
    void moved(Node node, int before, int after) {
        int changed = before ^ after;
        if ((changed >> Levels.INIT & 1) != 0) {
            initsAhead += (after >> Levels.INIT & 1) != 0 ? 1 : -1;
        }
        for (int left = node.system ? changed : 0; left != 0; left &= left - 1) {
            int level = Levels.lowest(left);
            systemsAhead.get(level).set(node.position, (after >> level & 1) != 0);
        }
    }

    /** Whether a barrier keeps a member from entering a level. */
    boolean bars(Node node, int level) {
        if (node.system) {
            return level == Levels.POST_INIT && initsAhead > 0;
        }
        if (level > Levels.POST_INIT && !systemsAhead.get(Levels.POST_INIT).isEmpty()) {
            return true;
        }
        int first = systemsAhead.get(level).nextSetBit(0);
        return first >= 0 && first < node.position;
    }

    /** Remembers a member to be asked again when the barrier moves. */
    void await(Node node, int level) {
        if (node.system) {
            waitingSystems.add(node);
        } else {
            waiting.get(level).put(node.position, node);
        }
    }

    /** Takes out those whose barrier may have moved. */
    void release(Consumer<Node> into) {
        if (initsAhead == 0 && !waitingSystems.isEmpty()) {
            waitingSystems.forEach(into);
            waitingSystems.clear();
        }
        for (int level = 1; level <= Levels.TOP; level++) {
            var at = waiting.get(level);
            while (!at.isEmpty() && isFree(at.firstEntry().getValue(), level)) {
                into.accept(at.pollFirstEntry().getValue());
            }
        }
    }

    /** Of equals, the first one waits for the least, so nobody behind it is free before it is. */
    private boolean isFree(Node node, int level) {
        return node.wave != this || node.reached >= level || !bars(node, level);
    }
}

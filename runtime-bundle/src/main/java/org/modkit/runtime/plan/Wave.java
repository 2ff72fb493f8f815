// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final List<TreeSet<Integer>> systemsAhead = new ArrayList<>();
    /** By level: user modules that wait at a barrier, by position. */
    private final List<TreeMap<Integer, Node>> waiting = new ArrayList<>();
    /** System modules that wait for the inits. */
    private final List<Node> waitingSystems = new ArrayList<>();

    private int initsAhead;

    Wave(long number) {
        this.number = number;
        for (int level = 0; level <= Levels.TOP; level++) {
            systemsAhead.add(new TreeSet<>());
            waiting.add(new TreeMap<>());
        }
    }

    /** Takes note that a member moved, was retargeted, or left; to be called before and after with the same arguments. */
    void count(Node node, int sign) {
        initsAhead += ahead(node, Levels.INIT) ? sign : 0;
        if (node.offer.system()) {
            for (int level = 1; level <= Levels.TOP; level++) {
                if (ahead(node, level)) {
                    put(systemsAhead.get(level), node.position, sign);
                }
            }
        }
    }

    private static void put(TreeSet<Integer> set, int position, int sign) {
        if (sign > 0) {
            set.add(position);
        } else {
            set.remove(position);
        }
    }

    private static boolean ahead(Node node, int level) {
        return node.target >= level && node.reached < level;
    }

    /** Whether a barrier keeps a member from entering a level. */
    boolean bars(Node node, int level) {
        if (node.offer.system()) {
            return level == Levels.POST_INIT && initsAhead > 0;
        }
        if (level > Levels.POST_INIT && !systemsAhead.get(Levels.POST_INIT).isEmpty()) {
            return true;
        }
        var ahead = systemsAhead.get(level);
        return !ahead.isEmpty() && ahead.first() < node.position;
    }

    /** Remembers a member to be asked again when the barrier moves. */
    void await(Node node, int level) {
        if (node.offer.system()) {
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

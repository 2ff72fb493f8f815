// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The order of a wave: needs first, then system modules first, then by name.
 *
 * <p>A user module comes after every system module that does not need it. Where that would be a circle (two system
 * modules each needing the user module the other one would put behind it), the user module that comes first by name goes
 * ahead. The original partitions instead, and may so start a system module before what it needs (W-04).
 */
public final class SystemFirst {
    private final int[][] needs;
    private final boolean[] system;
    private final int[][] needers;
    private final int[] open;
    private final PriorityQueue<Integer> readySystems = new PriorityQueue<>();
    private final PriorityQueue<Integer> readyUsers = new PriorityQueue<>();
    private int systemsLeft;
    private int[] neededBy;

    private SystemFirst(int[][] needs, boolean[] system) {
        this.needs = needs;
        this.system = system;
        this.open = new int[needs.length];
        this.needers = new int[needs.length][];
        var degree = new int[needs.length];
        for (int[] of : needs) {
            for (int need : of) {
                degree[need]++;
            }
        }
        for (int i = 0; i < needs.length; i++) {
            needers[i] = new int[degree[i]];
        }
        for (int i = 0; i < needs.length; i++) {
            for (int need : needs[i]) {
                needers[need][--degree[need]] = i;
            }
        }
    }

    /**
     * Puts modules in order.
     *
     * @param needs for each module, by name, the indices of those it needs; free of circles
     * @param system for each module whether it is a system module
     * @return the indices in order
     */
    public static int[] order(int[][] needs, boolean[] system) {
        return new SystemFirst(needs, system).run();
    }

    private int[] run() {
        for (int i = 0; i < needs.length; i++) {
            systemsLeft += system[i] ? 1 : 0;
            open[i] = needs[i].length;
            if (open[i] == 0) {
                ready(i);
            }
        }
        var order = new int[needs.length];
        for (int at = 0; at < order.length; at++) {
            int next = next();
            order[at] = next;
            systemsLeft -= system[next] ? 1 : 0;
            for (int needer : needers[next]) {
                if (--open[needer] == 0) {
                    ready(needer);
                }
            }
        }
        return order;
    }

    private void ready(int i) {
        (system[i] ? readySystems : readyUsers).add(i);
    }

    private int next() {
        if (!readySystems.isEmpty()) {
            return readySystems.poll();
        }
        return systemsLeft == 0 ? readyUsers.remove() : userThatSystemsNeed();
    }

    /** No system module is ready, so some user module must go ahead of one: best one that all of them need. */
    private int userThatSystemsNeed() {
        if (neededBy == null) {
            countNeededBy();
        }
        int best = -1;
        for (int user : readyUsers) {
            boolean all = neededBy[user] == systemsLeft;
            boolean bestAll = best >= 0 && neededBy[best] == systemsLeft;
            boolean better = best < 0 || (all == bestAll ? user < best : all);
            if (neededBy[user] > 0 && better) {
                best = user;
            }
        }
        readyUsers.remove(best);
        return best;
    }

    /** For every module not yet placed, by how many system modules it is needed, directly or not. */
    private void countNeededBy() {
        neededBy = new int[needs.length];
        var seenFor = new int[needs.length];
        Arrays.fill(seenFor, -1);
        var todo = new ArrayDeque<Integer>();
        for (int s = 0; s < needs.length; s++) {
            if (!system[s] || open[s] == 0) {
                continue;
            }
            todo.add(s);
            while (!todo.isEmpty()) {
                for (int need : needs[todo.remove()]) {
                    if (seenFor[need] != s) {
                        seenFor[need] = s;
                        neededBy[need]++;
                        todo.add(need);
                    }
                }
            }
        }
    }
}

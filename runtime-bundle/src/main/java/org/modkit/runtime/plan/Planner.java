// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayDeque;
import java.util.TreeSet;
import org.modkit.runtime.fact.Step;

/**
 * Moves modules towards their targets: at once where nothing has to be called, otherwise by putting a step into a queue.
 *
 * <p>Incremental: only nodes marked dirty are looked at, and a node is marked when something next to it moved. A node
 * that is kept back remembers by whom, so that being asked again costs one comparison, not a walk over its neighbors.
 */
class Planner {
    /** The level of a step by which a node that runs leaves a host. */
    private static final int LEAVING_A_HOST = 0;

    private final Nodes nodes;
    private final ArrayDeque<Node> dirty = new ArrayDeque<>();
    private final TreeSet<Due> climbs = new TreeSet<>(Due.CLIMBING);
    private final TreeSet<Due> descents = new TreeSet<>(Due.DESCENDING);

    Planner(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Marks a node to be looked at. */
    void look(Node node) {
        if (!node.dirty) {
            node.dirty = true;
            dirty.add(node);
        }
    }

    /** Looks at all marked nodes until nothing moves any more by itself. */
    void settle() {
        for (Node node = dirty.poll(); node != null; node = dirty.poll()) {
            node.dirty = false;
            if (node.offer != null) {
                advance(node);
            }
        }
    }

    /** Takes the best step that is due out of the queues: leaving hosts first, then ways down; null if none is. */
    Step next() {
        for (Due due = poll(); due != null; due = poll()) {
            Node node = due.node();
            node.due = null;
            Step.Way way = way(node);
            if (way == Step.Way.UP && node.wave.bars(node, due.level())) {
                // The one thing that may have changed unnoticed: a system module came back into the barrier.
                node.wave.await(node, due.level());
                continue;
            }
            return nodes.steps.begin(node, way);
        }
        return null;
    }

    private Due poll() {
        while (!climbs.isEmpty() && climbs.first().level() == LEAVING_A_HOST) {
            Due due = climbs.pollFirst();
            if (due.equals(due.node().due)) {
                return due;
            }
        }
        while (!descents.isEmpty()) {
            Due due = descents.first();
            boolean stale = !due.equals(due.node().due);
            if (!stale && !nodes.mirror.permits(due)) {
                break;
            }
            descents.pollFirst();
            if (!stale) {
                return due;
            }
        }
        for (Due due = climbs.pollFirst(); due != null; due = climbs.pollFirst()) {
            if (due.equals(due.node().due)) {
                return due;
            }
        }
        return null;
    }

    /** What is to be done with a node next; null if nothing is. */
    private Step.Way way(Node node) {
        if (descends(node)) {
            return Step.Way.DOWN;
        }
        if (node.reached < node.target) {
            return Step.Way.UP;
        }
        if (node.reached < Levels.TOP) {
            return null;
        }
        if (nodes.doors.leaving(node) != 0) {
            return Step.Way.DETACH;
        }
        if (node.reconfigure) {
            return Step.Way.RECONFIGURE;
        }
        return nodes.doors.arriving(node) == 0 ? null : Step.Way.ATTACH;
    }

    private boolean descends(Node node) {
        return node.begun > node.reached || node.begun > node.target && !nodes.doors.mustDetach(node);
    }

    /** Moves a node as far as it gets without calling anybody, and queues the step that is due then. */
    private void advance(Node node) {
        nodes.doors.follow(node);
        move(node);
        nodes.doors.follow(node);
        nodes.mirror.note(node);
    }

    private void move(Node node) {
        Due before = node.due;
        node.due = null;
        boolean moved = true;
        while (moved && !isBusy(node)) {
            if (descends(node)) {
                moved = descend(node, before);
            } else if (hasLanded(node)) {
                nodes.landed(node);
                moved = false;
            } else if (node.reached < node.target && node.wave != null) {
                moved = climb(node, before);
            } else {
                moved = false;
                stay(node, before);
            }
        }
    }

    /** What a node does that runs and goes on running: leaving a host comes before all else, the rest after it. */
    private void stay(Node node, Due before) {
        Step.Way way = way(node);
        if (way != null && node.reached == Levels.TOP) {
            int level = way == Step.Way.DETACH ? LEAVING_A_HOST : Levels.TOP + 1;
            queue(climbs, new Due(node, level, node.wave.number, node.position), before);
        }
    }

    boolean isBusy(Node node) {
        return node.inFlight != null;
    }

    private static boolean hasLanded(Node node) {
        return node.onGround() && (node.grounding || node.withdrawn) && !node.awaitsRestart();
    }

    /** One level down; returns whether it happened at once. */
    private boolean descend(Node node, Due before) {
        int level = node.begun;
        if (!mayLeave(node, level)) {
            return false;
        }
        if (node.hasToUndo(level)) {
            queue(descents, leaving(node, level), before);
            return false;
        }
        nodes.left(node, level);
        return true;
    }

    Due leaving(Node node, int level) {
        return new Due(node, level, 0, node.passed[level]);
    }

    /** One level up; returns whether it happened at once. */
    private boolean climb(Node node, Due before) {
        int level = node.reached + 1;
        if (!mayEnter(node, level)) {
            return false;
        }
        if (node.wave.bars(node, level)) {
            node.wave.await(node, level);
            return false;
        }
        if (hasToDo(node, level)) {
            queue(climbs, new Due(node, level, node.wave.number, node.position), before);
            return false;
        }
        nodes.passes(node, level);
        return true;
    }

    /** Whether somebody has to be called to enter a level; not if it has to be passed without a host. */
    private boolean hasToDo(Node node, int level) {
        if (level == Levels.OPEN) {
            return (node.attached & Levels.TRAFFIC) != 0;
        }
        return node.takesPart(level) && (nodes.doors.closed() >> level & 1) == 0;
    }

    /** Puts a step into its queue, unless it has been there already. */
    private void queue(TreeSet<Due> queue, Due due, Due before) {
        if (due.equals(before)) {
            due.node().due = before;
            return;
        }
        due.node().due = due;
        due.node().dueBy = nodes.causeOf(due.node());
        queue.add(due);
    }

    /** All it needs have passed the level; an optional one only if it is going to. */
    boolean mayEnter(Node node, int level) {
        int count = node.providers.length;
        for (int i = 0; i < count; i++) {
            int at = node.blockedBy + i < count ? node.blockedBy + i : node.blockedBy + i - count;
            if (blocks(node, at, level)) {
                node.blockedBy = at;
                return false;
            }
        }
        return true;
    }

    private static boolean blocks(Node node, int need, int level) {
        Node provider = node.providers[need];
        if (provider.stands() >= level) {
            return false;
        }
        return node.required[need] || node.bound[need] && provider.target >= level;
    }

    /**
     * All that need it have left the level, and whatever those that it needs or that need it have passed since is undone:
     * the way down is the mirror of the way up, exactly, among modules that have to do with each other. A host waits for
     * its guests, and with it what it stands on.
     */
    boolean mayLeave(Node node, int level) {
        if (nodes.doors.lingers(node)) {
            return false;
        }
        int count = node.needers.size();
        if (node.keptBy >= count) {
            node.keptBy = 0;
        }
        for (int i = 0; i < count; i++) {
            int at = node.keptBy + i < count ? node.keptBy + i : node.keptBy + i - count;
            if (keeps(node.needers.get(at), node, level)) {
                node.keptBy = at;
                return false;
            }
        }
        for (int i = 0; i < node.providers.length; i++) {
            if (node.standsOn(i) && hasYetToUndo(node.providers[i], node.passed[level])) {
                return false;
            }
        }
        return true;
    }

    private boolean keeps(Node needer, Node node, int level) {
        boolean undoes = hasYetToUndo(needer, node.passed[level]);
        if (needer.begun == 0 || needer.begun < level && !undoes) {
            return false;
        }
        int need = needer.needOf(node);
        return needer.standsOn(need) && (undoes || needer.required[need]);
    }

    /** Whether a node goes down, not only later, and is still in a level that it entered after the given passing. */
    private boolean hasYetToUndo(Node node, long since) {
        boolean entering = node.inFlight != null && node.inFlight.way() == Step.Way.UP;
        return node.target < node.begun && (entering || node.passed[node.begun] > since) && !nodes.doors.lingers(node);
    }
}

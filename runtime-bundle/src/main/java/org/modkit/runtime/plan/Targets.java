// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayDeque;

/**
 * Keeps every node's target what it ought to be: the least of what itself allows and the targets of those it needs.
 *
 * <p>The least fixpoint from below, so the members of a circle, each of which waits for the others, stay at 0; and since
 * whatever is above 0 is free of circles, lowering needs no search either.
 */
class Targets {
    private final Nodes nodes;
    private final ArrayDeque<Node> queue = new ArrayDeque<>();
    private int ceiling = Levels.TOP;
    private boolean down = true;

    Targets(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Sets how far anybody may climb. */
    void ceiling(int level) {
        ceiling = level;
    }

    /** Keeps everybody on the ground, or lets go. */
    void keepDown(boolean keep) {
        down = keep;
    }

    /** Computes the target of a node anew, and of all it reaches by needs. */
    void retarget(Node node) {
        enqueue(node);
        for (Node next = queue.poll(); next != null; next = queue.poll()) {
            next.retargeting = false;
            int target = next.offer == null ? 0 : compute(next);
            if (target != next.target) {
                nodes.retargeted(next, target);
                next.needers.forEach(this::enqueue);
            }
        }
    }

    private void enqueue(Node node) {
        if (!node.retargeting) {
            node.retargeting = true;
            queue.add(node);
        }
    }

    private int compute(Node node) {
        int target = own(node);
        for (int i = 0; i < node.providers.length && target > 0; i++) {
            target = Math.min(target, allowed(node, i));
        }
        return target;
    }

    /** How far a need lets a node be: as far as what it requires; with one it restarts with, anywhere but up alone. */
    int allowed(Node node, int need) {
        if (node.required[need]) {
            return node.fits(need) ? node.providers[need].target : 0;
        }
        boolean restarts = node.bound[need] && node.offer.needs().get(need).restart();
        return restarts && node.providers[need].target == 0 ? 0 : Levels.TOP;
    }

    private int own(Node node) {
        if (down
                || node.withdrawn
                || node.grounding
                || node.failure != null
                || !node.offer.missing().isEmpty()) {
            return 0;
        }
        return Math.min(ceiling, Levels.lowest(barring(node)) - 1);
    }

    /**
     * The levels it can't pass for want of a host. One that runs stays, and what a host requires can't wait for it; but who
     * is still climbing leaves a host that goes before it passes by without one.
     */
    private int barring(Node node) {
        int closed = node.path & nodes.doors.closed();
        if ((closed & Levels.TRAFFIC) == 0) {
            return closed;
        }
        boolean runs = node.begun == Levels.TOP && node.reached == Levels.TOP;
        return closed & ~(runs ? Levels.TRAFFIC : nodes.doors.passable(node) & ~node.attached);
    }
}

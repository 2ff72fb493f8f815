// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Step;

/** The steps under way: how one begins, and what its end does to its node. */
class Steps {
    private final Nodes nodes;
    private final Ledger ledger;
    private long steps;

    Steps(Nodes nodes, Ledger ledger) {
        this.nodes = nodes;
        this.ledger = ledger;
    }

    Step begin(Node node, Step.Way way) {
        int level = levelOf(node, way);
        switch (way) {
            case UP -> {
                nodes.beginLevel(node, level);
                nodes.doors.entered(node, level);
            }
            case ATTACH -> nodes.doors.entered(node, level);
            case RECONFIGURE -> node.reconfigure = false;
            case DOWN, DETACH -> {}
        }
        Phase phase = Levels.phase(level);
        boolean last = way == Step.Way.DOWN && !Levels.anyBelow(node.path, level);
        var step = new Step(
                ++steps,
                node.run,
                node.offer,
                phase,
                way,
                last,
                ledger.deadline(node, phase, way),
                node.dueBy,
                nodes.doors.runOf(level));
        node.inFlight = step;
        ledger.began(node);
        if (way == Step.Way.DOWN) {
            nodes.mirror.begins(node);
        }
        return step;
    }

    private int levelOf(Node node, Step.Way way) {
        return switch (way) {
            case UP -> node.reached + 1;
            case DOWN -> node.begun;
            case RECONFIGURE -> Levels.INIT;
            case ATTACH -> Levels.lowest(nodes.doors.arriving(node));
            case DETACH -> Levels.lowest(nodes.doors.leaving(node));
        };
    }

    /** Whether an answer is the one that is waited for; one that comes after its deadline is not. */
    boolean awaits(Node node, Step step) {
        return node.inFlight != null && node.inFlight.id() == step.id();
    }

    void ended(Node node, boolean good) {
        Step step = node.inFlight;
        int level = Levels.of(step.phase());
        // One that was told to give way is undone even if it did not: nothing is to be built upon it.
        boolean passes = good && !node.cancelAsked;
        node.inFlight = null;
        node.cancelAsked = false;
        ledger.ended(node);
        switch (step.way()) {
            case DOWN -> {
                nodes.mirror.ended();
                nodes.left(node, level);
                node.run = step.last() ? nodes.nextRun() : node.run;
            }
            case UP -> {
                nodes.stamp(node, level);
                if (passes) {
                    nodes.passed(node, level);
                }
            }
            case RECONFIGURE, ATTACH -> {
                if (!good) {
                    nodes.ground(node);
                }
            }
            case DETACH -> nodes.doors.left(node, level);
        }
        nodes.look(node);
    }
}

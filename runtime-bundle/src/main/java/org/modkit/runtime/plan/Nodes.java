// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/** All nodes, and the ways in which they move. Every movement goes through here, so that all who count them can. */
class Nodes {
    private final Names names = new Names();
    private final Ledger ledger;
    private final Planner planner;
    private final Targets targets;
    private final Waves waves;
    final Mirror mirror;
    private long runs;
    private long steps;
    private long passings;

    Nodes(Ledger ledger, Parts parts) {
        this.ledger = ledger;
        this.planner = parts.planner(this);
        this.targets = parts.targets(this);
        this.waves = parts.waves(this);
        this.mirror = new Mirror(ledger);
        ledger.doors(targets.closedDoors());
    }

    /** All nodes, with or without an offer. */
    Collection<Node> known() {
        return names.known();
    }

    /** Finds the node of a module that some bundle offers; null if none does. */
    Node find(String name) {
        return names.find(name);
    }

    Node named(String name) {
        return names.named(name);
    }

    void settle() {
        planner.settle();
    }

    /** Forms waves until nobody is startable: one may make modules restart that are down at once. */
    void formWaves() {
        while (waves.form()) {
            settle();
        }
    }

    /** Begins steps that are due, at most so many. */
    List<Step> begin(int atMost) {
        var begun = new ArrayList<Step>();
        while (begun.size() < atMost) {
            Step step = planner.next();
            if (step == null) {
                break;
            }
            begun.add(step);
        }
        return begun;
    }

    void install(Node node, Offer offer) {
        names.link(node, offer);
        ledger.installed(node);
        targets.retarget(node);
        List.copyOf(node.needers).forEach(targets::retarget);
        planner.look(node);
    }

    private void retire(Node node) {
        ledger.retired(node);
        names.unlink(node);
        node.failure = null;
        node.withdrawn = false;
        node.reconfigure = false;
        node.restarts = 0;
        promote(node);
        names.forgetIfUnknown(node);
    }

    /** The first offer that stood by takes over. */
    void promote(Node node) {
        if (!node.twins.isEmpty()) {
            install(node, node.twins.remove());
            node.twins.forEach(twin -> ledger.tell(twin, node.cause, new Event.Twin(node.offer)));
        }
    }

    void door(Phase phase, boolean open) {
        targets.door(phase, open);
        ledger.doors(targets.closedDoors());
        names.offered().stream()
                .filter(node -> node.takesPart(Levels.of(phase)))
                .forEach(this::retarget);
    }

    void ceiling(int level) {
        targets.ceiling(level);
        names.offered().forEach(this::retarget);
    }

    void keepDown(boolean keep) {
        targets.keepDown(keep);
        names.offered().forEach(this::retarget);
    }

    void retarget(Node node) {
        ledger.touch(node);
        targets.retarget(node);
        planner.look(node);
    }

    /** Takes a node down to level 0 before it may climb again. */
    void ground(Node node) {
        node.grounding = true;
        retarget(node);
    }

    void reconfigure(Node node) {
        node.reconfigure = true;
        planner.look(node);
    }

    /** The event that made a node's step due: what happens now, or what moved the node last. */
    long causeOf(Node node) {
        return ledger.current() == 0 ? node.cause : ledger.current();
    }

    void retargeted(Node node, int target) {
        recount(node, () -> node.target = target);
        // What has to go all the way down gets there, even if the reason is gone before: its run is over.
        node.grounding |= target == 0 && node.wave != null;
        ledger.touch(node);
        planner.look(node);
        lookAround(node);
        if (target > 0 && node.wave == null && node.onGround()) {
            waves.add(node);
        }
        boolean unwanted = node.inFlight != null && node.inFlight.way() == Step.Way.UP && target < node.begun;
        if (unwanted && !node.cancelAsked) {
            node.cancelAsked = true;
            ledger.cancel(node.inFlight);
        }
    }

    private void lookAround(Node node) {
        node.needers.forEach(planner::look);
        for (Node provider : node.providers) {
            planner.look(provider);
        }
    }

    private void recount(Node node, Runnable change) {
        Wave wave = node.wave;
        if (wave == null) {
            change.run();
            return;
        }
        int before = Wave.ahead(node);
        change.run();
        int after = Wave.ahead(node);
        if (after != before) {
            wave.moved(node, before, after);
            wave.release(planner::look);
        }
    }

    void enters(Node node, Wave wave, int position) {
        node.wave = wave;
        node.position = position;
        node.run = ++runs;
        wave.moved(node, 0, Wave.ahead(node));
        ledger.touch(node);
        planner.look(node);
    }

    Step begin(Node node, Step.Way way) {
        int level = switch (way) {
            case UP -> node.reached + 1;
            case DOWN -> node.begun;
            case RECONFIGURE -> Levels.INIT;
        };
        if (way == Step.Way.UP) {
            ledger.moved(node, node.begun, level);
            node.begun = level;
        }
        if (way == Step.Way.RECONFIGURE) {
            node.reconfigure = false;
        }
        Phase phase = Levels.phase(level);
        boolean last = way == Step.Way.DOWN && !Levels.anyBelow(node.path, level);
        var step = new Step(
                ++steps, node.run, node.offer, phase, way, last, ledger.deadline(node, phase, way), node.dueBy);
        node.inFlight = step;
        ledger.began(node);
        if (way == Step.Way.DOWN) {
            mirror.begins(node);
        }
        return step;
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
                mirror.ended();
                left(node, level);
                node.run = step.last() ? ++runs : node.run;
            }
            case UP -> {
                node.passed[level] = ++passings;
                if (passes) {
                    passed(node, level);
                }
            }
            case RECONFIGURE -> {
                if (!good) {
                    ground(node);
                }
            }
        }
        planner.look(node);
    }

    /** A level without a step of its own is passed. */
    void passes(Node node, int level) {
        ledger.moved(node, node.begun, level);
        node.begun = level;
        node.passed[level] = ++passings;
        passed(node, level);
    }

    private void passed(Node node, int level) {
        recount(node, () -> node.reached = level);
        ledger.touch(node);
        node.needers.forEach(planner::look);
    }

    /** A level is left, with or without a step of its own. */
    void left(Node node, int level) {
        ledger.moved(node, node.begun, level - 1);
        recount(node, () -> {
            node.begun = level - 1;
            node.reached = Math.min(node.reached, level - 1);
        });
        ledger.touch(node);
        lookAround(node);
    }

    /** A node has come down to level 0, or never left it; its run is over. */
    void landed(Node node) {
        Wave wave = node.wave;
        if (wave != null) {
            wave.moved(node, Wave.ahead(node), 0);
            node.wave = null;
            wave.release(planner::look);
        }
        node.run = 0;
        node.grounding = false;
        node.reconfigure = false;
        node.trouble = "";
        Arrays.fill(node.bound, false);
        for (Node needer : node.needers) {
            needer.unbind(node);
            planner.look(needer);
        }
        ledger.touch(node);
        if (node.withdrawn) {
            retire(node);
            return;
        }
        targets.retarget(node);
        if (node.target > 0) {
            waves.add(node);
        }
    }
}

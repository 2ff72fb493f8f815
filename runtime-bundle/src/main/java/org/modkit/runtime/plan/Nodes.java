// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.Offer;

/** All nodes, and the ways in which they move. Every movement goes through here, so that all who count them can. */
final class Nodes {
    private final Map<String, Node> byName = new LinkedHashMap<>();
    private final Ledger ledger;
    private final Planner planner = new Planner(this);
    private final Targets targets = new Targets(this);
    private final Waves waves = new Waves(this);
    private long runs;
    private long steps;
    private long passings;

    Nodes(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Finds the node of a module that some bundle offers; null if none does. */
    Node find(String name) {
        Node node = byName.get(name);
        return node == null || node.offer == null ? null : node;
    }

    Node named(String name) {
        return byName.computeIfAbsent(name, Node::new);
    }

    void settle() {
        planner.settle();
    }

    void formWave() {
        waves.form();
        planner.settle();
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
        node.offer = offer;
        node.path = Levels.path(offer);
        List<Need> needs = offer.needs();
        node.providers = new Node[needs.size()];
        node.bound = new boolean[needs.size()];
        node.blockedBy = 0;
        for (int i = 0; i < needs.size(); i++) {
            node.providers[i] = named(needs.get(i).module());
            node.providers[i].needers.add(node);
        }
        ledger.installed(node);
        targets.retarget(node);
        List.copyOf(node.needers).forEach(targets::retarget);
        planner.look(node);
    }

    private void retire(Node node) {
        ledger.retired(node);
        for (Node provider : node.providers) {
            provider.needers.remove(node);
            forgetIfUnknown(provider);
        }
        node.offer = null;
        node.failure = null;
        node.withdrawn = false;
        node.reconfigure = false;
        node.restarts = 0;
        node.providers = new Node[0];
        node.bound = new boolean[0];
        if (!node.twins.isEmpty()) {
            install(node, node.twins.remove());
        }
        forgetIfUnknown(node);
    }

    private void forgetIfUnknown(Node node) {
        if (node.offer == null && node.needers.isEmpty()) {
            byName.remove(node.name);
        }
    }

    void door(Phase phase, boolean open) {
        targets.door(phase, open);
        ledger.doors(targets.closedDoors());
        all().stream().filter(node -> node.takesPart(Levels.of(phase))).forEach(this::retarget);
    }

    void ceiling(int level) {
        targets.ceiling(level);
        all().forEach(this::retarget);
    }

    void keepDown(boolean keep) {
        targets.keepDown(keep);
        all().forEach(this::retarget);
    }

    private Collection<Node> all() {
        return byName.values().stream().filter(node -> node.offer != null).toList();
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
        ledger.touch(node);
        planner.look(node);
        node.needers.forEach(planner::look);
        for (Node provider : node.providers) {
            planner.look(provider);
        }
        if (target > 0 && node.wave == null && node.onGround()) {
            waves.add(node);
        }
        boolean unwanted = node.inFlight != null && node.inFlight.way() == Step.Way.UP && target < node.begun;
        if (unwanted && !node.cancelAsked) {
            node.cancelAsked = true;
            ledger.cancel(node.inFlight);
        }
    }

    private void recount(Node node, Runnable change) {
        Wave wave = node.wave;
        if (wave == null) {
            change.run();
            return;
        }
        wave.count(node, -1);
        change.run();
        wave.count(node, 1);
        wave.release(planner::look);
    }

    void enters(Node node, Wave wave, int position) {
        node.wave = wave;
        node.position = position;
        node.run = ++runs;
        wave.count(node, 1);
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
        node.reconfigure = false;
        Phase phase = Levels.phase(level);
        boolean last = way == Step.Way.DOWN && !Levels.anyBelow(node.path, level);
        var step = new Step(
                ++steps, node.run, node.offer, phase, way, last, ledger.deadline(node, phase, way), node.dueBy);
        node.inFlight = step;
        ledger.began(node);
        return step;
    }

    void ended(Node node, boolean good) {
        Step step = node.inFlight;
        int level = Levels.of(step.phase());
        node.inFlight = null;
        node.cancelAsked = false;
        ledger.ended(node);
        switch (step.way()) {
            case DOWN -> left(node, level);
            case UP -> {
                node.passed[level] = ++passings;
                if (good) {
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
        for (Node provider : node.providers) {
            planner.look(provider);
        }
    }

    /** A node has come down to level 0, or never left it; its run is over. */
    void landed(Node node) {
        Wave wave = node.wave;
        if (wave != null) {
            wave.count(node, -1);
            node.wave = null;
            wave.release(planner::look);
        }
        node.run = 0;
        node.grounding = false;
        node.reconfigure = false;
        Arrays.fill(node.bound, false);
        for (Node needer : node.needers) {
            // Its next run begins after theirs, so it is no longer they who stand above it.
            needer.bound[needer.needOf(node)] = false;
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

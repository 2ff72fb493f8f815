// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
    final Doors doors;
    final Steps steps;
    private long runs;
    private long passings;

    Nodes(Ledger ledger, Parts parts) {
        this.ledger = ledger;
        this.planner = parts.planner(this);
        this.targets = parts.targets(this);
        this.waves = parts.waves(this);
        this.doors = parts.doors(this, ledger);
        this.mirror = new Mirror(ledger, doors::lingers);
        this.steps = parts.steps(this, ledger);
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
        node.runs(ledger.settings(node).elsewhere());
        doors.expected(node);
        ledger.installed(node);
        doors.supporters(node).forEach(this::reconsider);
        targets.retarget(node);
        List.copyOf(node.needers).forEach(targets::retarget);
        planner.look(node);
    }

    private void retire(Node node) {
        ledger.retired(node);
        var supporters = doors.supporters(node);
        doors.forgotten(node);
        names.unlink(node);
        supporters.forEach(this::reconsider);
        node.failure = null;
        node.withdrawn = false;
        node.reconfigure = false;
        node.restarts = 0;
        promote(node);
        names.forgetIfUnknown(node);
    }

    /** The configuration may say that modules run elsewhere than now; those go down first. */
    void relocate() {
        for (Node node : names.offered()) {
            if (node.elsewhere != ledger.settings(node).elsewhere()) {
                ledger.fromOutside();
                ledger.tell(node.offer, Event.Asked.CONFIGURATION);
                if (node.onGround() && node.wave == null) {
                    move(node);
                } else {
                    ground(node);
                }
            }
        }
    }

    /** A node on the ground will run where the configuration says. */
    private void move(Node node) {
        if (node.elsewhere != ledger.settings(node).elsewhere()) {
            doors.moved(node).forEach(this::reconsider);
            retarget(node);
        }
    }

    /** The first offer that stood by takes over. */
    void promote(Node node) {
        if (!node.twins.isEmpty()) {
            install(node, node.twins.remove());
            node.twins.forEach(twin -> ledger.tell(twin, node.cause, new Event.Twin(node.offer)));
        }
    }

    void doorTurned(int level) {
        names.offered().stream().filter(node -> node.takesPart(level)).forEach(this::retarget);
    }

    void look(Node node) {
        planner.look(node);
    }

    private void reconsider(Node node) {
        if (node.offer != null) {
            retarget(node);
        }
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

    void lookAround(Node node) {
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
        node.run = nextRun();
        wave.moved(node, 0, Wave.ahead(node));
        ledger.touch(node);
        planner.look(node);
    }

    /** A level without a step of its own is passed. */
    void passes(Node node, int level) {
        beginLevel(node, level);
        stamp(node, level);
        passed(node, level);
    }

    /** Writes down when a level was passed. */
    void stamp(Node node, int level) {
        node.passed[level] = ++passings;
    }

    /** The run of a node is over, or about to begin. */
    long nextRun() {
        return ++runs;
    }

    void passed(Node node, int level) {
        recount(node, () -> node.reached = level);
        ledger.touch(node);
        node.needers.forEach(planner::look);
    }

    void beginLevel(Node node, int level) {
        if (node.begun == 0) {
            ledger.oneMoreUp(1);
        }
        node.begun = level;
    }

    /** A level is left, with or without a step of its own. */
    void left(Node node, int level) {
        doors.left(node, level);
        if (level == 1) {
            ledger.oneMoreUp(-1);
        }
        recount(node, () -> {
            node.begun = level - 1;
            node.reached = Math.min(node.reached, level - 1);
        });
        int leftBehind = level == Levels.TOP ? node.path : 1 << level;
        if ((leftBehind & doors.closed() & Levels.TRAFFIC) != 0) {
            targets.retarget(node); // What a host that goes means for a node depends on whether it ran, or was with it.
        }
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
        node.place = "";
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
        move(node);
        targets.retarget(node);
        if (node.target > 0) {
            waves.add(node);
        }
    }
}

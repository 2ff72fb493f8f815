// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.Offer;

/**
 * The state of a model in plain words: what the naive planner reads.
 *
 * @param modules all modules that are offered
 * @param rules what holds for all of them
 */
record Plain(List<Module> modules, Rules rules) {
    /**
     * What holds for all, as the simulation itself has laid it down.
     *
     * @param open the hosted phases that have a host which stays
     * @param hosts the module that hosts a phase, though it may be about to go; an empty name if that is no module
     * @param ceiling how far anybody may climb
     * @param down whether everybody is kept on the ground
     */
    record Rules(Set<Phase> open, Map<Phase, String> hosts, int ceiling, boolean down) {}

    /** One module. */
    static final class Module {
        String name;
        Offer offer;
        boolean[] takesPart;
        /** Whether it runs in another process. */
        boolean elsewhere;
        /** The phases it hosts when it runs. */
        Set<Phase> hosting;
        /** The phases in which a host has it. */
        Set<Phase> attached;

        boolean withdrawn;
        boolean grounding;
        boolean failed;
        int begun;
        int reached;
        boolean inFlight;
        /** Whether a step down is under way. */
        boolean leaving;

        boolean entering;
        boolean reconfigure;
        /** Beside the needs of the offer: the module of that name, or null. */
        Module[] others;
        /** Beside the needs of the offer: whether it is an optional one that was there when this run began. */
        boolean[] bound;
        /** 0 if it is in none. */
        long wave;

        int position;
        long[] passed;

        /** How far it may be by itself, and how far it may be; for the naive planner to fill in. */
        int own;

        int target;

        boolean system() {
            return offer.system() && !elsewhere;
        }

        boolean takesPart(int level) {
            return takesPart[level];
        }

        Need need(int i) {
            return offer.needs().get(i);
        }

        boolean fits(int i) {
            return others[i] != null && need(i).accepts(others[i].offer.version());
        }

        @Override
        public String toString() {
            return name + "#" + offer.id() + " begun " + begun + " reached " + reached + " wave " + wave + "/"
                    + position
                    + (inFlight ? " inFlight" : "") + (withdrawn ? " withdrawn" : "") + (grounding ? " grounding" : "")
                    + (failed ? " failed" : "") + " needs " + offer.needs() + " " + Arrays.toString(bound);
        }
    }

    /** Finds a module; null if it is not offered. */
    Module named(String name) {
        return modules.stream()
                .filter(module -> module.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Reads a model as it was before it began some steps. */
    static Plain of(Iterable<Node> nodes, Rules rules, List<Step> begun) {
        var modules = new ArrayList<Module>();
        Map<String, Module> byName = new HashMap<>();
        for (Node node : nodes) {
            if (node.offer != null) {
                Module module = read(node);
                modules.add(module);
                byName.put(module.name, module);
            }
        }
        for (Module module : modules) {
            for (int i = 0; i < module.others.length; i++) {
                module.others[i] = byName.get(module.need(i).module());
            }
        }
        for (Step step : begun) {
            Module module = byName.get(step.offer().name());
            module.inFlight = false;
            module.leaving = false;
            module.entering = false;
            module.begun = step.way() == Step.Way.UP ? module.reached : module.begun;
            module.reconfigure |= step.way() == Step.Way.RECONFIGURE;
            if (step.way() == Step.Way.UP || step.way() == Step.Way.ATTACH) {
                module.attached.remove(step.phase());
            }
        }
        return new Plain(modules, rules);
    }

    /** Who runs elsewhere takes part in nothing but being started there. */
    static boolean takesPart(Offer offer, Phase phase, boolean elsewhere) {
        return elsewhere == (phase == Phase.SPAWN) && (elsewhere || offer.takesPartIn(phase));
    }

    /** Whether a host may come and go while modules that take part run. */
    static boolean isTraffic(Phase phase) {
        return phase == Phase.REST || phase == Phase.GRPC;
    }

    private static Set<Phase> phases(int levels) {
        var phases = EnumSet.noneOf(Phase.class);
        for (Phase phase : Phase.values()) {
            if ((levels >> phase.ordinal() + 1 & 1) != 0) {
                phases.add(phase);
            }
        }
        return phases;
    }

    private static Module read(Node node) {
        var module = new Module();
        module.name = node.name;
        module.offer = node.offer;
        module.takesPart = new boolean[Phase.values().length + 1];
        for (Phase phase : Phase.values()) {
            module.takesPart[phase.ordinal() + 1] = takesPart(node.offer, phase, node.elsewhere);
        }
        module.elsewhere = node.elsewhere;
        module.hosting = phases(node.hosting);
        module.attached = phases(node.attached);
        module.withdrawn = node.withdrawn;
        module.grounding = node.grounding;
        module.failed = node.failure != null;
        module.begun = node.begun;
        module.reached = node.reached;
        module.inFlight = node.inFlight != null;
        module.leaving = module.inFlight && node.inFlight.way() == Step.Way.DOWN;
        module.entering = module.inFlight && node.inFlight.way() == Step.Way.UP;
        module.reconfigure = node.reconfigure;
        module.others = new Module[node.offer.needs().size()];
        module.bound = node.bound.clone();
        module.wave = node.wave == null ? 0 : node.wave.number;
        module.position = node.position;
        module.passed = node.passed;
        return module;
    }
}

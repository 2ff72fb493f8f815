// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.modkit.runtime.plan.Witness.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/** A snapshot must be what one would read from the model by looking at every node. */
final class Picture {
    private Picture() {}

    static void compare(Plain plain, Nodes nodes, Snapshot snapshot, World world) {
        check(snapshot.size() == plain.modules().size(), "%d is not the size of %s", snapshot.size(), plain);
        offers(nodes, world);
        boolean missed = false;
        for (Plain.Module module : plain.modules()) {
            Progress progress = snapshot.module(module.name).orElseThrow();
            Node node = nodes.find(module.name);
            boolean required = world.settings(module.name).required();
            check(progress.offer() == module.offer, "%s is not the offer of %s", progress, module);
            check(
                    progress.state() == state(module, node.inFlight),
                    "%s is not the state of %s",
                    progress.state(),
                    module);
            check(progress.reached().equals(phase(module.reached)), "%s has not reached that", progress);
            check(progress.step().equals(Optional.ofNullable(node.inFlight)), "%s is not in that step", progress);
            check(progress.failure().isPresent() == module.failed, "%s has not failed so", progress);
            check(progress.required() == required, "%s is not required so", progress);
            check(progress.restarts() == node.restarts, "%s was not restarted so often", progress);
            check(progress.hostless().equals(hostless(module, plain.rules())), "%s is not hostless so", progress);
            check(progress.twins().equals(List.copyOf(node.twins)), "%s has not those twins", progress);
            missed |= required && progress.state() != ModuleState.RUNNING;
        }
        var totals = snapshot.totals();
        boolean settled = world.released && world.inFlight.isEmpty();
        check(totals.settled() == settled, "Settled is %s", totals.settled());
        check(totals.ready() == (settled && !missed && !world.closing), "Ready is %s", totals.ready());
        check(totals.closing() == world.closing && totals.held() != world.released, "Wrong: %s", totals);
        check(totals.migrating() == world.policy.ceiling().isPresent(), "Migrating is %s", totals.migrating());
    }

    /** Of each name the first offer stays until it is withdrawn and down; the others stand by in order. */
    private static void offers(Nodes nodes, World world) {
        var standing = new ArrayList<Offer>();
        for (Node node : nodes.known()) {
            if (node.offer != null && !node.withdrawn) {
                standing.add(node.offer);
            }
            standing.addAll(node.twins);
        }
        for (int i = 1; i < standing.size(); i++) {
            Offer first = standing.get(i - 1);
            boolean inOrder = !first.name().equals(standing.get(i).name())
                    || first.id() < standing.get(i).id();
            check(inOrder, "%s are not in order", standing);
        }
        var ids = standing.stream().map(Offer::id).collect(Collectors.toSet());
        var alive = world.offers.alive().stream().map(Offer::id).collect(Collectors.toSet());
        check(ids.equals(alive), "%s are not %s", ids, alive);
    }

    private static Optional<Phase> phase(int level) {
        return level == 0 ? Optional.empty() : Optional.of(Phase.values()[level - 1]);
    }

    private static Optional<Phase> hostless(Plain.Module module, Plain.Rules rules) {
        for (Phase phase : Phase.values()) {
            if (phase.hosted()
                    && module.takesPart(phase.ordinal() + 1)
                    && !rules.open().contains(phase)) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }

    /** Reads the state of a module; the plain one tells of the moment before the step was begun. */
    private static ModuleState state(Plain.Module module, Step step) {
        int top = Phase.values().length;
        if (step == null && module.begun == 0) {
            return module.failed ? ModuleState.FAILED : module.target == 0 ? ModuleState.WAITING : ModuleState.STARTING;
        }
        boolean up = step != null && step.way() == Step.Way.UP;
        boolean down = step != null && step.way() == Step.Way.DOWN;
        int begun = up ? module.reached + 1 : module.begun;
        if (down || module.target < begun || !up && module.begun > module.reached) {
            return ModuleState.STOPPING;
        }
        if (module.reached == top) {
            return ModuleState.RUNNING;
        }
        return module.reached == module.target ? ModuleState.WAITING : ModuleState.STARTING;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import static org.modkit.runtime.plan.Witness.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/** One random history of a model, judged at every step. The same seed gives the same history. */
final class Simulation {
    private static final int TOP = Phase.values().length;

    private final World world;
    private final Watched parts;
    private final Witness witness;
    private final Model model;
    private final Consumer<String> log;
    private Snapshot snapshot = Snapshot.empty();
    private Plain before = new Plain(List.of(), null);

    /** Told of every batch and what comes of it; null if nobody wants to know. */
    private Simulation(long seed, Watched parts, Consumer<String> log) {
        int size = seed % 50 == 49 ? 26 : 1 + (int) (seed % 12);
        this.world = new World(seed, size);
        this.parts = parts;
        this.witness = new Witness(world);
        this.model = new Model(world, world.random::nextDouble, parts);
        this.log = log;
        parts.rules = this::rules;
        world.offers.holds = offer -> find(offer) != null;
        world.offers.runOf = offer -> find(offer) == null ? 0 : find(offer).run;
        world.offers.runsElsewhere = offer -> find(offer) != null && find(offer).elsewhere;
        world.offers.isInside = phase -> parts.nodes.doors.hostOf(Levels.of(phase)) == null
                && offered().anyMatch(node -> isAttached(node, phase));
        world.offers.anybodyUp = () -> offered().anyMatch(node -> node.begun > 0);
    }

    /** Plays one history; throws an error if a rule is broken. */
    static void play(long seed, Watched parts, Consumer<String> log) {
        new Simulation(seed, parts, log).play();
    }

    private Node find(Offer offer) {
        Node node = parts.nodes.find(offer.name());
        return node == null || node.offer.id() != offer.id() ? null : node;
    }

    private static boolean isAttached(Node node, Phase phase) {
        return (node.attached >> Levels.of(phase) & 1) != 0;
    }

    private Plain.Rules rules() {
        var open = EnumSet.noneOf(Phase.class);
        var hosts = new EnumMap<Phase, String>(Phase.class);
        for (Phase phase : Phase.values()) {
            int level = Levels.of(phase);
            if (phase.hosted() && (parts.nodes.doors.closed() >> level & 1) == 0) {
                open.add(phase);
            }
            if (parts.nodes.doors.hostOf(level) != null) {
                hosts.put(phase, parts.nodes.doors.hostOf(level).name);
            }
        }
        return world.rules(open, hosts);
    }

    /** A door is open if and only if somebody stands there who may host, unless guests of the last one are yet inside. */
    private void doorsAreRight(Plain plain) {
        for (Phase phase : World.HOSTED) {
            boolean open = plain.rules().open().contains(phase);
            boolean anybody = world.open.contains(phase)
                    || plain.modules().stream()
                            .anyMatch(m ->
                                    m.hosting.contains(phase) && m.begun == TOP && m.reached == TOP && m.target == TOP);
            boolean inside = plain.modules().stream().anyMatch(m -> m.attached.contains(phase));
            check(!open || anybody, "The door of %s is open for nobody", phase);
            check(open || !anybody || inside, "The door of %s is closed for no reason", phase);
        }
    }

    private Stream<Node> offered() {
        return parts.nodes.known().stream().filter(node -> node.offer != null);
    }

    private void play() {
        fold(world.opening());
        int length = 40 + world.random.nextInt(40);
        for (int i = 0; i < length; ) {
            var batch = new ArrayList<Command>();
            for (int n = 1 + world.random.nextInt(world.random.nextInt(4) + 1); n > 0; n--, i++) {
                batch.addAll(world.happens());
            }
            fold(batch);
        }
        comeToRest();
        if (!world.closing && world.random.nextBoolean()) {
            liftEverything();
            comeToRest();
            everybodyRunsWhoCan();
        }
        end();
    }

    private void liftEverything() {
        var batch = new ArrayList<Command>();
        for (Phase phase : World.HOSTED) {
            if (!world.open.contains(phase)) {
                batch.add(world.door(phase));
            }
        }
        batch.add(world.configure(
                new Policy(world.policy.order(), world.policy.workers(), Policy.OnFailure.ISOLATE, Optional.empty())));
        if (!world.released) {
            batch.add(world.release());
        }
        fold(batch);
    }

    /** Down with everything, by closing or by withdrawing; nothing is left. */
    private void end() {
        if (world.random.nextBoolean()) {
            var batch = new ArrayList<Command>();
            batch.add(world.configure(new Policy(Policy.Order.STRICT, 1, Policy.OnFailure.ISOLATE, Optional.empty())));
            batch.add(world.close(() -> true));
            fold(batch);
            comeToRest();
        }
        if (!world.released) {
            fold(List.of(world.release()));
        }
        while (!world.offers.alive().isEmpty()) {
            var batch = new ArrayList<Command>();
            for (int n = world.random.nextInt(4);
                    n >= 0 && !world.offers.alive().isEmpty();
                    n--) {
                batch.add(world.withdraw(world.offers.alive().get(0)));
            }
            fold(batch);
        }
        comeToRest();
        check(parts.nodes.known().isEmpty(), "Nodes are left: %s", parts.nodes.known());
        check(snapshot.size() == 0, "Modules are left: %s", snapshot.modules());
        witness.endsWithNothing();
        for (World.Reply reply : world.replies) {
            check(reply.count == 1, "'%s' was told %d times", reply.to, reply.count);
        }
    }

    /** Lets every hook end and every timer ring, until nothing is on its way. */
    private void comeToRest() {
        for (int i = 0; !world.inFlight.isEmpty() || !world.timers.isEmpty(); i++) {
            check(i < 3000, "It does not come to rest: %s", world.inFlight);
            var batch = new ArrayList<Command>();
            int answers = world.inFlight.isEmpty() ? 0 : 1 + world.random.nextInt(world.inFlight.size());
            for (int n = 0; n < answers; n++) {
                batch.add(world.answer(world.inFlight.get(world.random.nextInt(world.inFlight.size())), Outcome.OK));
            }
            if (batch.isEmpty()) {
                batch.add(world.ring());
            }
            fold(batch);
        }
        check(snapshot.totals().settled() == world.released, "It is at rest, but settled is %s", snapshot.totals());
        for (Node node : parts.nodes.known()) {
            boolean resting = node.begun == node.target && node.reached == node.target && !node.withdrawn;
            check(resting, "It is at rest, but %s is not", node);
            check(
                    node.offer == null || node.elsewhere == world.elsewhere(node.name),
                    "%s runs in the wrong place",
                    node);
            int ought = node.reached == TOP ? node.path & Levels.HOSTED & ~parts.nodes.doors.closed() : 0;
            check(node.reached < TOP || node.attached == ought, "%s is not with its hosts: %d", node, node.attached);
        }
    }

    /** Without ceilings and closed doors, everybody runs whom nothing hinders, and nobody else does. */
    private void everybodyRunsWhoCan() {
        for (Progress progress : snapshot.modules()) {
            boolean can = can(progress.offer(), new HashSet<>());
            var expected = can
                    ? ModuleState.RUNNING
                    : progress.failure().isPresent() ? ModuleState.FAILED : ModuleState.WAITING;
            check(progress.state() == expected, "%s ought to be %s", progress, expected);
        }
        boolean ready = snapshot.modules().stream().allMatch(p -> p.state() == ModuleState.RUNNING || !p.required());
        check(snapshot.totals().ready() == ready, "Ready ought to be %s", ready);
    }

    private boolean can(Offer offer, Set<String> above) {
        Progress progress = snapshot.module(offer.name()).orElseThrow();
        return progress.failure().isEmpty()
                && offer.missing().isEmpty()
                && above.add(offer.name())
                && offer.needs().stream().filter(need -> !need.optional()).allMatch(need -> {
                    var other = snapshot.module(need.module()).map(Progress::offer);
                    return other.isPresent()
                            && need.accepts(other.get().version())
                            && can(other.get(), new HashSet<>(above));
                });
    }

    private void fold(List<Command> batch) {
        if (log != null) {
            log.accept(" " + batch);
        }
        Effects effects = model.fold(batch);
        if (log != null) {
            log.accept("   -> " + effects.steps().stream().map(Step::label).toList() + " " + parts.nodes.known());
        }
        witness.see(effects);
        var plain = Plain.of(parts.nodes.known(), rulesAfter(effects), effects.steps());
        judge(plain, effects);
        world.take(effects);
        effects.replies().forEach(this::run);
        Picture.compare(plain, parts.nodes, effects.snapshot(), world);
        snapshot = effects.snapshot();
        world.answered.clear();
        world.touched.clear();
        parts.restarts.clear();
    }

    /** A failure may have closed everything in this very fold. */
    private Plain.Rules rulesAfter(Effects effects) {
        effects.events().forEach(event -> world.closing |= event.what() instanceof Event.Closing);
        return rules();
    }

    /** Who goes down failed, was asked to, is to be restarted with what arrived, or lost something it needs. */
    private void isGroundedForAReason(Plain.Module module, NaivePlanner naive) {
        if (!module.grounding) {
            return;
        }
        Plain.Module was = before.named(module.name);
        if (was != null && was.offer.id() != module.offer.id()) {
            was = null;
        }
        if (was != null && was.grounding) {
            return;
        }
        boolean asked = world.touched.contains(module.name) || parts.restarts.contains(module.name);
        boolean lost = naive.wouldBeDown(module);
        for (int i = 0; i < module.others.length; i++) {
            Plain.Module other = before.named(module.need(i).module());
            lost |= other == null || module.others[i] == null || module.others[i].offer.id() != other.offer.id();
            // A host that waits for its guests may see what it was bound to go down first.
            lost |= !lost && was != null && was.bound[i] && module.need(i).restart() && module.others[i].target == 0;
        }
        check(asked || lost || module.failed, "%s goes down for no reason", module);
    }

    private void run(Runnable reply) {
        reply.run();
        if (reply instanceof World.Reply told) {
            check(told.mayCome.getAsBoolean(), "'%s' was told too early", told.to);
        }
    }

    private void judge(Plain plain, Effects effects) {
        var naive = new NaivePlanner(plain);
        for (Plain.Module module : plain.modules()) {
            int target = parts.nodes.find(module.name).target;
            check(target == module.target, "The target of %s is %d, but ought to be %d", module, target, module.target);
        }
        doorsAreRight(plain);
        check(naive.restless().isEmpty(), "Not at rest: %s", naive.restless());
        check(naive.tooHigh().isEmpty(), "Above what they require: %s", naive.tooHigh());
        parts.compareWaves();
        var chosen = effects.steps().stream().map(NaivePlanner.Choice::of).toList();
        var ought = naive.steps(world.policy.handedOut() - world.inFlight.size(), parts.nodes.mirror.isPatient());
        check(chosen.equals(ought), "Chosen are %s, but ought to be %s", chosen, ought);
        plain.modules().forEach(module -> isGroundedForAReason(module, naive));
        before = plain;
        for (String name : parts.restarts) {
            Node node = parts.nodes.find(name);
            check(
                    node == null || node.grounding || node.wave == null || node.begun < TOP,
                    "%s was not restarted",
                    node);
        }
    }
}

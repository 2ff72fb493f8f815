// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.fact.Step.Way;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.Offer;

/** What must hold of the effects of every fold, whatever the planner thinks: it sees only what the world sees. */
final class Witness {
    private record Passed(long run, Phase phase) {}

    /** By run: the phases begun and not undone, the highest first. */
    private final Map<Long, Deque<Phase>> climbed = new HashMap<>();

    private final Map<Long, Long> offerOf = new HashMap<>();
    private final Set<Long> over = new HashSet<>();
    /** All phases passed and not undone, in the order in which they were passed. */
    private final List<Passed> passed = new ArrayList<>();

    /** Runs that were given to a host, or left one, while they ran: how they go down is not how they came up. */
    private final Set<Long> moved = new HashSet<>();

    private final World world;
    private Snapshot before = Snapshot.empty();
    private long seq;

    Witness(World world) {
        this.world = world;
    }

    static void check(boolean holds, String rule, Object... of) {
        if (!holds) {
            throw new AssertionError(String.format(rule, of));
        }
    }

    /** To be called before the world takes note of the effects. */
    void see(Effects effects) {
        for (Command.Ended ended : world.answered) {
            if (ended.step().way() == Way.UP) {
                passed.add(new Passed(ended.step().run(), ended.step().phase()));
            }
        }
        for (Event event : effects.events()) {
            sees(event);
        }
        cancels(effects.cancels());
        int free = world.policy.handedOut() - world.inFlight.size();
        check(effects.steps().size() <= Math.max(0, free), "More steps than workers: %s", effects.steps());
        boolean alone = world.inFlight.isEmpty()
                && world.closing
                && before.modules().stream().noneMatch(Witness::isHost);
        for (Step step : effects.steps()) {
            if (alone && world.policy.handedOut() == 1 && step.way() == Way.DOWN) {
                Passed last = passed.stream()
                        .filter(p -> !moved.contains(p.run))
                        .reduce((first, second) -> second)
                        .orElse(null);
                check(
                        moved.contains(step.run()) || new Passed(step.run(), step.phase()).equals(last),
                        "The way down is not the mirror of the way up: %s before %s",
                        step.label(),
                        last);
            }
            begins(step);
        }
        effects.steps().forEach(step -> neighbors(step, effects.snapshot()));
        var modules = effects.snapshot().modules();
        check(
                modules.size() == effects.snapshot().size(),
                "%d is not the size of %s",
                effects.snapshot().size(),
                modules);
        modules.forEach(now -> moves(before.module(now.offer().name()).orElse(null), now));
        tells(effects.events(), modules, effects.snapshot().totals().held());
        before = effects.snapshot();
    }

    /** A host waits for its guests, and those below it wait for the host, whatever the order in which they came up. */
    private static boolean isHost(Progress module) {
        return module.offer().capabilities().contains(Capability.REST_HOST)
                || module.offer().capabilities().contains(Capability.GRPC_HUB);
    }

    private void begins(Step step) {
        check(step.cause() > 0 && step.cause() <= seq, "%s has no cause: %d", step, step.cause());
        check(
                world.inFlight.stream()
                        .noneMatch(s -> s.offer().name().equals(step.offer().name())),
                "%s begins while another step of the module is under way",
                step);
        check(!over.contains(step.run()), "%s begins though the run is over", step);
        var phases = climbed.computeIfAbsent(step.run(), run -> new ArrayDeque<>());
        check(
                Objects.equals(
                        offerOf.computeIfAbsent(step.run(), run -> step.offer().id()),
                        step.offer().id()),
                "%s belongs to another offer",
                step);
        switch (step.way()) {
            case UP -> {
                check(takesPart(step.offer(), step.phase()), "%s is not for this module", step);
                check(
                        phases.isEmpty() || phases.peek().compareTo(step.phase()) < 0,
                        "%s begins after %s",
                        step,
                        phases);
                check(!step.last(), "%s says it is the last", step);
                phases.push(step.phase());
            }
            case DOWN -> {
                check(!phases.isEmpty() && phases.pop() == step.phase(), "%s does not undo the last", step);
                passed.remove(passed.lastIndexOf(new Passed(step.run(), step.phase())));
                check(step.last() == phases.isEmpty(), "%s is the last: %s, left: %s", step, step.last(), phases);
                if (step.last()) {
                    over.add(step.run());
                    climbed.remove(step.run());
                }
            }
            case RECONFIGURE -> check(phases.contains(Phase.INIT), "%s before init", step);
            case ATTACH -> attaches(step, phases);
            case DETACH -> detaches(step, phases);
        }
    }

    private void attaches(Step step, Deque<Phase> phases) {
        check(phases.contains(Phase.INIT) && !phases.contains(step.phase()), "%s begins after %s", step, phases);
        check(takesPart(step.offer(), step.phase()), "%s is not for this module", step);
        for (Phase phase : Set.of(step.phase(), Phase.OPEN)) {
            if (!phases.contains(phase)) {
                phases.push(phase);
                passed.add(new Passed(step.run(), phase));
            }
        }
        var sorted = new ArrayList<>(phases);
        sorted.sort(Comparator.reverseOrder());
        phases.clear();
        phases.addAll(sorted);
        moved.add(step.run());
    }

    private void detaches(Step step, Deque<Phase> phases) {
        check(phases.remove(step.phase()), "%s leaves a host that has it not: %s", step, phases);
        passed.remove(new Passed(step.run(), step.phase()));
        if (!phases.contains(Phase.REST) && !phases.contains(Phase.GRPC)) {
            phases.remove(Phase.OPEN);
            passed.remove(new Passed(step.run(), Phase.OPEN));
        }
        moved.add(step.run());
    }

    /** Nobody enters a phase that something it requires is not through with, or leaves one before those that require it. */
    private void neighbors(Step step, Snapshot snapshot) {
        for (Need need : step.way() == Way.UP ? step.offer().needs() : List.<Need>of()) {
            if (!need.optional()) {
                Progress other = snapshot.module(need.module()).orElseThrow();
                check(hasPassed(other, step.phase()), "%s begins before its turn: %s", step, other);
            }
        }
        for (Progress other : step.way() == Way.DOWN ? snapshot.modules() : List.<Progress>of()) {
            boolean requires = other.offer().needs().stream()
                    .anyMatch(need -> need.module().equals(step.offer().name()) && !need.optional());
            boolean above = phases(other).stream().anyMatch(phase -> phase.compareTo(step.phase()) >= 0);
            check(!requires || !above, "%s begins before its turn: %s", step, other);
        }
    }

    private boolean hasPassed(Progress module, Phase phase) {
        boolean entering = module.step().isPresent()
                && module.step().get().way() == Way.UP
                && module.step().get().phase().compareTo(phase) <= 0;
        var phases = phases(module);
        boolean all = Stream.of(Phase.values())
                .allMatch(p -> p.compareTo(phase) > 0
                        || !takesPart(module.offer(), p)
                        || phases.contains(p)
                        || p.compareTo(Phase.REST) >= 0 && p != Phase.START);
        return !entering
                && all
                && module.reached().filter(p -> p.compareTo(phase) >= 0).isPresent();
    }

    private boolean takesPart(Offer offer, Phase phase) {
        return Plain.takesPart(offer, phase, world.offers.runsElsewhere.test(offer));
    }

    private Deque<Phase> phases(Progress module) {
        for (var run : climbed.entrySet()) {
            if (offerOf.get(run.getKey()) == module.offer().id()) {
                return run.getValue();
            }
        }
        return new ArrayDeque<>();
    }

    private void cancels(List<Step> cancels) {
        for (Step step : cancels) {
            boolean known = world.inFlight.contains(step)
                    || world.answered.stream().anyMatch(e -> e.step().equals(step));
            check(known && step.way() == Way.UP, "%s can't be cancelled", step);
            check(!world.cancelled.contains(step.id()), "%s was cancelled before", step);
        }
    }

    private void sees(Event event) {
        check(event.seq() == ++seq, "Event %s is not number %d", event, seq);
        check(event.cause() < event.seq() && event.cause() >= 0, "Event %s precedes its cause", event);
        Event.What what = event.what();
        boolean inside = what instanceof Event.StepEnded
                || what instanceof Event.Down
                || what instanceof Event.Running
                || what instanceof Event.Failed
                || what instanceof Event.Twin
                || what instanceof Event.RestartIn
                || what instanceof Event.GivenUp
                || what instanceof Event.RestartDue;
        check(!inside || event.cause() > 0, "Event %s comes from nowhere", event);
        if (what instanceof Event.Down) {
            long id = event.offer().orElseThrow().id();
            check(climbed.keySet().stream().noneMatch(run -> offerOf.get(run) == id), "%s is not down", event);
        }
    }

    private static void moves(Progress from, Progress to) {
        if (from != null && from.offer().id() == to.offer().id() && from.state() != to.state()) {
            check(
                    from.state().next().contains(to.state()),
                    "'%s' must not go from %s to %s",
                    to.offer().name(),
                    from.state(),
                    to.state());
        }
        check(
                from == null
                        || from.offer().id() != to.offer().id()
                        || !from.since().isAfter(to.since()),
                "%s is older than %s",
                to,
                from);
    }

    /** Every change into RUNNING, WAITING and FAILED is told, and nothing else is. */
    private void tells(List<Event> events, List<Progress> modules, boolean held) {
        var told = new ArrayList<Long>();
        for (Event event : events) {
            if (event.what() instanceof Event.Running
                    || event.what() instanceof Event.Failed
                    || event.what() instanceof Event.Waiting) {
                told.add(event.offer().orElseThrow().id());
            }
        }
        if (before.totals().held() && !held && world.closing) {
            return; // Whether those who wait are told of depends on which came first.
        }
        for (Progress now : modules) {
            var was = before.module(now.offer().name())
                    .filter(p -> p.offer().id() == now.offer().id());
            boolean news = was.map(p -> p.state() != now.state()).orElse(true);
            boolean toTell = now.state() == ModuleState.RUNNING || now.state() == ModuleState.FAILED;
            toTell |= now.state() == ModuleState.WAITING && !held;
            news |= now.state() == ModuleState.WAITING && before.totals().held() && !held && !world.closing;
            check(told.remove(now.offer().id()) == (news && toTell), "%s is told wrongly by %s", now, events);
        }
        check(told.isEmpty(), "Nothing to tell of %s", told);
    }

    void endsWithNothing() {
        check(climbed.isEmpty(), "Runs that were not undone: %s", climbed);
        check(passed.isEmpty(), "Phases that were not undone: %s", passed);
    }
}

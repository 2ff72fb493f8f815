// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.Offer;
import org.osgi.framework.Version;

/**
 * A model whose hooks are scripted. Facts are put on the bench one by one; {@link #run} folds them together and then lets
 * every hook end, first begun first, until nothing is on its way.
 */
final class Bench {
    private final List<Command> facts = new ArrayList<>();
    private final List<String> begun = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Step> underWay = new ArrayList<>();
    private final List<Effects.Timer> timers = new ArrayList<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Set<String> hanging = new HashSet<>();
    private final Map<String, Offer> offers = new HashMap<>();
    private final Model model = new Model(() -> Instant.EPOCH, () -> 0);
    private Snapshot snapshot = Snapshot.empty();
    private long ids;

    /** A model with one worker that has been released. */
    static Bench withOneWorker() {
        return with(new Policy(Policy.Order.STRICT, 1, Policy.OnFailure.ISOLATE, Optional.empty()));
    }

    static Bench with(Policy policy) {
        var bench = new Bench();
        bench.tell(new Command.Configured(policy, ModuleSettings.DEFAULT, Map.of()));
        bench.tell(new Command.Released());
        return bench;
    }

    Bench tell(Command fact) {
        facts.add(fact);
        return this;
    }

    /** Offers a module with needs as authors write them. */
    Bench offer(String name, Set<Capability> capabilities, String... needs) {
        return offer(name, "1.0.0", capabilities, needs);
    }

    Bench offer(String name, String version, Set<Capability> capabilities, String... needs) {
        long id = ++ids;
        var all = Stream.of(needs).map(Need::parse).toList();
        var bundle = new BundleRef("org.example." + name, version, id);
        var none = EnumSet.noneOf(Capability.class);
        var offer = new Offer(id, name, new Version(version), all, capabilities, none, true, bundle, null);
        offers.putIfAbsent(name, offer);
        return tell(new Command.Offered(offer));
    }

    /** Withdraws the first offer of a name. */
    Bench withdraw(String name) {
        return withdraw(name, () -> {});
    }

    Bench withdraw(String name, Runnable gone) {
        return tell(new Command.Withdrawn(offers.remove(name), gone));
    }

    Bench ask(String name, Asked what) {
        return tell(new Command.Ask(name, what, yes -> {}));
    }

    Bench host(Phase phase, boolean present) {
        return tell(new Command.Host(phase, present, () -> {}));
    }

    Bench taskDies(String name) {
        return tell(new Command.TaskDied(
                offers.get(name), runOf(name), new IllegalStateException("died"), Duration.ofSeconds(1)));
    }

    Bench givenUp(String name, String sentence) {
        return tell(new Command.GivenUp(offers.get(name), runOf(name), sentence));
    }

    Bench runsIn(String name, String place) {
        return tell(new Command.RunsIn(offers.get(name), runOf(name), place));
    }

    private long runOf(String name) {
        return events.stream()
                .filter(e -> e.what() instanceof Event.StepEnded)
                .map(e -> ((Event.StepEnded) e.what()).step())
                .filter(step -> step.offer().name().equals(name))
                .mapToLong(Step::run)
                .max()
                .orElseThrow();
    }

    /** Decides how a hook ends, from now on. */
    Bench when(String label, Outcome outcome) {
        outcomes.put(label, outcome);
        return this;
    }

    /** Lets a hook hang until it is {@link #answer answered}. */
    Bench hang(String label) {
        hanging.add(label);
        return this;
    }

    Bench answer(String label, Outcome outcome) {
        Step step = underWay.stream()
                .filter(s -> s.label().equals(label))
                .findFirst()
                .orElseThrow();
        underWay.remove(step);
        return tell(new Command.Ended(step, outcome, Duration.ofMillis(1)));
    }

    Step stepUnderWay(String label) {
        return underWay.stream()
                .filter(s -> s.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the hooks that were called, in order. */
    List<String> run() {
        do {
            Effects effects = model.fold(List.copyOf(facts));
            facts.clear();
            effects.replies().forEach(Runnable::run);
            effects.steps().forEach(step -> begun.add(step.label()));
            events.addAll(effects.events());
            underWay.addAll(effects.steps());
            effects.timers().stream()
                    .filter(timer -> !(timer.command() instanceof Command.PatienceOver)) // Steps here take no time.
                    .forEach(timers::add);
            snapshot = effects.snapshot();
            underWay.stream()
                    .filter(step -> !hanging.contains(step.label()))
                    .findFirst()
                    .ifPresent(step -> answer(step.label(), outcomes.getOrDefault(step.label(), Outcome.OK)));
        } while (!facts.isEmpty());
        var called = List.copyOf(begun);
        begun.clear();
        return called;
    }

    /** Lets the first timer ring; returns how long it was set for. */
    Duration ring() {
        Effects.Timer first =
                timers.stream().min(Comparator.comparing(Effects.Timer::in)).orElseThrow();
        timers.remove(first);
        tell(first.command());
        return first.in();
    }

    boolean hasTimer() {
        return !timers.isEmpty();
    }

    Progress module(String name) {
        return snapshot.module(name).orElseThrow();
    }

    ModuleState state(String name) {
        return module(name).state();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    List<Event> events() {
        return events;
    }
}

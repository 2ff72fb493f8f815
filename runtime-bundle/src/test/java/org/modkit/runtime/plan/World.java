// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/** Everything around a model: bundles that come and go, hooks that end or don't, clocks, operators. One seed, one world. */
final class World implements InstantSource {
    static final List<Phase> HOSTED = List.of(Phase.DATABASE, Phase.SPAWN, Phase.REST, Phase.GRPC);

    final Random random;
    final Offers offers;
    /** Steps begun and not answered. */
    final List<Step> inFlight = new ArrayList<>();
    /** Steps that timed out, whose late answer may come. */
    final List<Step> late = new ArrayList<>();

    final Set<Long> cancelled = new HashSet<>();
    final List<Later> timers = new ArrayList<>();
    final Set<Phase> open = EnumSet.noneOf(Phase.class);
    final List<Reply> replies = new ArrayList<>();
    /** What was answered since the last look, in order. */
    final List<Command.Ended> answered = new ArrayList<>();
    /** Whom somebody asked to restart since the last look, by any kind of command. */
    final Set<String> touched = new HashSet<>();

    Policy policy = Policy.standard();
    boolean released;
    boolean closing;
    private final Operator operator;
    private final double calm;
    private Instant now = Instant.EPOCH;

    record Later(Instant at, Command command) {}

    /** Something to be told exactly once, and not before its time. */
    static final class Reply implements Runnable {
        final String to;
        final BooleanSupplier mayCome;
        int count;

        Reply(String to, BooleanSupplier mayCome) {
            this.to = to;
            this.mayCome = mayCome;
        }

        @Override
        public void run() {
            count++;
        }
    }

    World(long seed, int size) {
        random = new Random(seed);
        offers = new Offers(random, size);
        calm = random.nextInt(3) == 0 ? 1 : 0.6 + 0.4 * random.nextDouble();
        operator = new Operator(random, offers, touched);
        policy = operator.policy();
        if (random.nextInt(3) > 0) {
            open.addAll(HOSTED);
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** What the world says before anything else. */
    List<Command> opening() {
        var commands = new ArrayList<Command>();
        commands.add(operator.says(policy));
        open.forEach(phase -> commands.add(new Command.Host(phase, true, () -> {})));
        if (random.nextBoolean()) {
            commands.add(release());
        }
        return commands;
    }

    /** Takes note of what the model wants done. */
    void take(Effects effects) {
        inFlight.addAll(effects.steps());
        effects.cancels().forEach(step -> cancelled.add(step.id()));
        effects.timers().forEach(timer -> timers.add(new Later(now.plus(timer.in()), timer.command())));
        for (Event event : effects.events()) {
            closing |= event.what() instanceof Event.Closing;
        }
    }

    /** One thing, or two that belong together. */
    List<Command> happens() {
        int dice = random.nextInt(100);
        if (dice < 42 && !inFlight.isEmpty()) {
            return List.of(answer(pick(inFlight), outcome()));
        }
        if (dice < 60) {
            return List.of(offers.isFull() ? withdraw(pick(offers.alive())) : new Command.Offered(offers.another()));
        }
        if (offers.alive().isEmpty()) {
            return List.of(new Command.Refused("nothing"));
        }
        if (dice < 68) {
            return List.of(withdraw(pick(offers.alive())));
        }
        if (dice < 74) {
            Offer old = pick(offers.alive());
            var fresh = new Command.Offered(offers.anew(old.name()));
            return random.nextInt(4) == 0 ? List.of(fresh, withdraw(old)) : List.of(withdraw(old), fresh);
        }
        return List.of(rare(dice));
    }

    private Command rare(int dice) {
        if (dice < 78 && random.nextDouble() > calm) {
            return dies();
        }
        if (dice < 82) {
            String module = pick(offers.alive()).name();
            touched.add(module);
            return new Command.Ask(
                    module, pick(List.of(Asked.values())), random.nextBoolean() ? yes -> {} : reply("ask"));
        }
        if (dice < 86) {
            return door(pick(HOSTED));
        }
        if (dice < 88) {
            return configure(random.nextInt(4) == 0 ? policy : operator.policy());
        }
        if (dice < 91 && !timers.isEmpty()) {
            return ring();
        }
        if (dice < 94 && !late.isEmpty()) {
            return answerLate();
        }
        if (dice < 96) {
            return random.nextBoolean()
                    ? new Command.WhenSettled(told("settled", () -> true))
                    : new Command.Refused("this");
        }
        if (dice < 97 && !inFlight.isEmpty()) {
            return random.nextBoolean()
                    ? new Command.Slow(pick(inFlight), "at a()")
                    : new Command.Abandoned(pick(inFlight), "at b()");
        }
        if (dice == 98 && random.nextInt(6) == 0) {
            return close(() -> true);
        }
        return released ? new Command.Refused("that") : release();
    }

    Command answer(Step step, Outcome outcome) {
        inFlight.remove(step);
        if (outcome == Outcome.TIMEOUT) {
            late.add(step);
        }
        boolean whileRunning = step.way() == Step.Way.RECONFIGURE || step.way() == Step.Way.ATTACH;
        if (whileRunning && outcome != Outcome.OK) {
            touched.add(step.offer().name());
        }
        var ended = new Command.Ended(step, outcome, Duration.ofMillis(random.nextInt(5)));
        answered.add(ended);
        return ended;
    }

    /** The answer to a step that has timed out; nobody listens any more. */
    Command answerLate() {
        Step step = late.remove(random.nextInt(late.size()));
        return new Command.Ended(step, random.nextBoolean() ? Outcome.OK : thrown(), Duration.ofSeconds(31));
    }

    private Outcome outcome() {
        if (random.nextDouble() < calm) {
            return Outcome.OK;
        }
        return switch (random.nextInt(4)) {
            case 0 -> Outcome.TIMEOUT;
            case 1 -> Outcome.CANCELLED;
            default -> thrown();
        };
    }

    private Outcome thrown() {
        return Outcome.failed(random.nextBoolean() ? new IllegalStateException() : new NoClassDefFoundError());
    }

    Command withdraw(Offer offer) {
        offers.remove(offer);
        return new Command.Withdrawn(offer, told("gone " + offer.name(), () -> !offers.holds.test(offer)));
    }

    private Command dies() {
        Offer offer = pick(offers.alive());
        touched.add(offer.name());
        long run = offers.runOf.applyAsLong(offer) - (random.nextInt(4) == 0 ? 1 : 0);
        if (random.nextInt(3) == 0) {
            return new Command.GivenUp(offer, run, "It is given up.");
        }
        return new Command.TaskDied(offer, run, new IllegalStateException("died"), Duration.ofSeconds(1));
    }

    /** Lets a timer ring that is due next. */
    Command ring() {
        Instant first =
                timers.stream().map(Later::at).min(Comparator.naturalOrder()).orElseThrow();
        Later next = pick(timers.stream().filter(t -> t.at().equals(first)).toList());
        timers.remove(next);
        now = next.at().isAfter(now) ? next.at() : now;
        return next.command();
    }

    Command door(Phase phase) {
        if (open.add(phase)) {
            return new Command.Host(phase, true, told("host " + phase, () -> true));
        }
        open.remove(phase);
        return new Command.Host(phase, false, told("no host " + phase, () -> !offers.isInside.test(phase)));
    }

    Command release() {
        released = true;
        return new Command.Released();
    }

    Command close(BooleanSupplier mayCome) {
        closing = true;
        return new Command.Closing(told("closed", () -> mayCome.getAsBoolean() && !offers.anybodyUp.getAsBoolean()));
    }

    Command configure(Policy to) {
        policy = to;
        return operator.changes(to);
    }

    ModuleSettings settings(String module) {
        return operator.settings(module);
    }

    /** Whether the configuration says that a module runs in another process. */
    boolean elsewhere(String module) {
        return settings(module).elsewhere();
    }

    private Consumer<Boolean> reply(String to) {
        Reply reply = told(to, () -> true);
        return yes -> reply.run();
    }

    private Reply told(String to, BooleanSupplier mayCome) {
        var reply = new Reply(to, mayCome);
        replies.add(reply);
        return reply;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** What holds for all modules now. */
    Plain.Rules rules(Set<Phase> doors, Map<Phase, String> hosts) {
        int ceiling = policy.ceiling().map(phase -> phase.ordinal() + 1).orElse(Phase.values().length);
        return new Plain.Rules(doors, hosts, ceiling, closing || !released);
    }
}

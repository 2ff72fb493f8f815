// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.modkit.api.ModuleException;
import org.modkit.api.status.Phase;
import org.modkit.api.status.StepOutcome;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/**
 * Everything the runtime knows, changed only by methods that are named by a fact.
 *
 * <p>Mutable for scale, and confined to one thread; what others may see is the {@link Effects} of a {@link #fold}. The
 * same commands, clock and chance give the same effects, which is what the simulation in the tests relies on.
 */
public final class Model {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final DoubleSupplier chance;
    private final Ledger ledger;
    private final Nodes nodes;

    private Policy policy = Policy.standard();
    private boolean closing;

    /**
     * Creates the model of a runtime that has seen nothing.
     *
     * @param clock tells when something happened
     * @param chance a number in [0, 1) each time, for jitter
     */
    public Model(InstantSource clock, DoubleSupplier chance) {
        this(clock, chance, new Parts());
    }

    Model(InstantSource clock, DoubleSupplier chance, Parts parts) {
        this.chance = chance;
        this.ledger = new Ledger(clock);
        this.nodes = parts.nodes(ledger);
    }

    /**
     * Folds commands in and decides what is to be done.
     *
     * @param commands what has happened, in order
     * @return the effects
     */
    public Effects fold(List<Command> commands) {
        for (Command command : commands) {
            ledger.fromOutside();
            command.applyTo(this);
            nodes.settle();
        }
        ledger.fromOutside();
        nodes.formWaves();
        List<Step> begun = nodes.begin(policy.handedOut() - ledger.underWay());
        return ledger.close(begun, new Ledger.Mode(closing, policy.ceiling().isPresent(), policy.workers()));
    }

    void offered(Offer offer) {
        Node node = nodes.named(offer.name());
        ledger.tell(offer, new Event.Offered());
        if (node.offer == null) {
            nodes.install(node, offer);
            return;
        }
        node.twins.add(offer);
        ledger.touch(node);
        if (!node.withdrawn) {
            ledger.tell(offer, new Event.Twin(node.offer));
        }
    }

    void withdrawn(Offer offer, Runnable gone) {
        Node node = nodes.find(offer.name());
        if (node == null || node.offer.id() != offer.id()) {
            if (node != null && node.twins.remove(offer)) {
                ledger.tell(offer, new Event.Withdrawn());
                ledger.touch(node);
            }
            ledger.reply(gone);
            return;
        }
        node.onGone.add(gone);
        if (!node.withdrawn) {
            ledger.tell(offer, new Event.Withdrawn());
            node.withdrawn = true;
            nodes.retarget(node);
        }
    }

    void refused(String sentence) {
        ledger.tell(new Event.Refused(sentence));
    }

    void unresolved(Command.Unresolved unresolved) {
        if (!unresolved.waited()) {
            ledger.later(A_MOMENT, new Command.Unresolved(unresolved.sentence(), unresolved.still(), true));
        } else if (unresolved.still().getAsBoolean()) {
            refused(unresolved.sentence());
        }
    }

    void ended(Step step, Outcome outcome, Duration took) {
        Node node = nodes.find(step.offer().name());
        if (node == null || !nodes.steps.awaits(node, step)) {
            ledger.tell(step.offer(), new Event.Abandoned(step, true, ""));
            return;
        }
        ledger.tell(step.offer(), step.cause(), new Event.StepEnded(step, outcome, took));
        nodes.steps.ended(node, outcome.kind() == StepOutcome.OK);
        boolean cancelled = outcome.kind() == StepOutcome.CANCELLED;
        boolean enters = step.way() == Step.Way.UP || step.way() == Step.Way.ATTACH;
        if (enters && outcome.kind() != StepOutcome.OK && !cancelled) {
            failed(node, step, outcome, took);
        }
    }

    void givenUp(Command.GivenUp given) {
        Node node = nodes.find(given.offer().name());
        if (node == null || node.run != given.run() || node.failure != null || node.target == 0) {
            return;
        }
        var cause = Optional.<Throwable>of(new ModuleException(node.name, given.sentence(), null));
        node.failure = new Failure(Phase.SPAWN, Failure.Kind.GIVEN_UP, cause, Duration.ZERO, ledger.next());
        ledger.tell(node.offer, new Event.HostGaveUp(node.failure));
        fails(node);
    }

    private void failed(Node node, Step step, Outcome outcome, Duration took) {
        if (node.failure != null) {
            return; // A task died while the module started; what came of that is on its way.
        }
        var kind = outcome.kind() == StepOutcome.TIMEOUT ? Failure.Kind.TIMED_OUT : Failure.Kind.THREW;
        node.failure = new Failure(step.phase(), kind, outcome.cause(), took, ledger.current());
        fails(node);
    }

    /** Takes a failed node down, and perhaps all others with it; returns whether those stay. */
    private boolean fails(Node node) {
        nodes.ground(node);
        if (policy.onFailure() == Policy.OnFailure.FAIL_FAST && !closing) {
            closing(true, () -> {});
            return false;
        }
        return true;
    }

    void taskDied(Command.TaskDied died) {
        Node node = nodes.find(died.offer().name());
        if (node == null || node.run != died.run() || node.failure != null || node.target == 0) {
            return;
        }
        node.failure = new Failure(
                Phase.START, Failure.Kind.TASK_DIED, Optional.of(died.cause()), died.after(), ledger.next());
        ledger.tell(node.offer, new Event.TaskDied(node.failure));
        if (!fails(node)) {
            return;
        }
        Supervision supervision = ledger.settings(node).supervision();
        if (supervision.restart() && node.restarts < supervision.maxRestarts()) {
            Duration in = supervision.waitBefore(node.restarts, chance.getAsDouble());
            ledger.tell(node.offer, new Event.RestartIn(in, node.restarts + 1, supervision.maxRestarts()));
            ledger.later(in, new Command.RestartDue(node.name, node.failure));
        } else if (supervision.restart()) {
            ledger.tell(node.offer, new Event.GivenUp(node.restarts));
        }
    }

    void trouble(Command.Trouble trouble) {
        Node node = nodes.find(trouble.offer().name());
        if (node != null && node.run == trouble.run() && !node.trouble.equals(trouble.sentence())) {
            node.trouble = trouble.sentence();
            ledger.tell(node.offer, new Event.Trouble(trouble.sentence()));
            ledger.touch(node);
        }
    }

    void runsIn(Command.RunsIn told) {
        Node node = nodes.find(told.offer().name());
        if (node != null && node.run == told.run() && !node.place.equals(told.place())) {
            node.place = told.place();
            ledger.tell(node.offer, new Event.Place(told.place()));
            ledger.touch(node);
        }
    }

    void restartDue(String module, Failure failure) {
        Node node = nodes.find(module);
        if (node != null && node.failure == failure && !node.withdrawn && !closing) {
            ledger.tell(node.offer, failure.seq(), new Event.RestartDue());
            node.restarts++;
            again(node);
        }
    }

    void patienceOver(long drain) {
        nodes.mirror.patienceOver(drain);
    }

    void stableDue(String module, long run) {
        Node node = nodes.find(module);
        if (node != null && node.run == run && node.restarts > 0 && node.reached == Levels.TOP) {
            node.restarts = 0;
            ledger.tell(node.offer, new Event.Stable());
            ledger.touch(node);
        }
    }

    void asked(Command.Ask ask) {
        Node node = nodes.find(ask.module());
        boolean known = node != null && !node.withdrawn;
        boolean can = known && (ask.what() != Asked.RETRY || node.failure != null);
        ledger.reply(() -> ask.reply().accept(can));
        if (!can) {
            return;
        }
        ledger.tell(node.offer, ask.what());
        boolean stays = node.offer.reconfigurable()
                && !node.elsewhere
                && node.reached == Levels.TOP
                && node.target == Levels.TOP;
        if (ask.what() == Asked.CONFIGURATION && stays) {
            nodes.reconfigure(node);
            return;
        }
        node.restarts = 0;
        again(node);
    }

    /** Forgets a failure and starts over from the ground. */
    private void again(Node node) {
        node.failure = null;
        if (node.onGround() && node.wave == null) {
            nodes.retarget(node);
        } else {
            nodes.ground(node);
        }
    }

    void host(Command.Host host) {
        if (host.present()) {
            nodes.doors.came(host.phase());
            ledger.reply(host.done());
        } else {
            nodes.doors.went(host.phase(), host.done());
        }
    }

    void configured(Command.Configured configured) {
        policy = configured.policy();
        ledger.settings(configured.defaults(), configured.modules());
        nodes.relocate();
        nodes.ceiling(policy.ceiling().map(Levels::of).orElse(Levels.TOP));
    }

    void released() {
        ledger.released();
        if (!closing) {
            nodes.keepDown(false);
        }
    }

    void closing(boolean failFast, Runnable done) {
        ledger.whenAllDown(done);
        if (!closing) {
            closing = true;
            ledger.tell(new Event.Closing(failFast));
            nodes.keepDown(true);
        }
    }

    void whenSettled(Runnable reply) {
        ledger.whenSettled(reply);
    }

    void slow(Step step, String stack) {
        ledger.tell(step.offer(), new Event.Slow(step, stack));
    }

    void abandoned(Step step, String stack) {
        ledger.tell(step.offer(), new Event.Abandoned(step, false, stack));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/** A fact on its way into the model. Anybody may post one; the model's owner folds it. */
public sealed interface Command {
    /**
     * Changes the model as the fact demands.
     *
     * @param model the model
     */
    void applyTo(Model model);

    /**
     * A bundle offers a module.
     *
     * @param offer the module
     */
    record Offered(Offer offer) implements Command {
        @Override
        public void applyTo(Model model) {
            model.offered(offer);
        }
    }

    /**
     * A bundle takes its module back.
     *
     * @param offer the module
     * @param gone told when it is down
     */
    record Withdrawn(Offer offer, Runnable gone) implements Command {
        @Override
        public void applyTo(Model model) {
            model.withdrawn(offer, gone);
        }
    }

    /**
     * Something was refused that is no module yet.
     *
     * @param sentence what and why
     */
    record Refused(String sentence) implements Command {
        @Override
        public void applyTo(Model model) {
            model.refused(sentence);
        }
    }

    /**
     * The bundle of a module can't be resolved. Told after a moment, if it is still so: of bundles that are installed
     * together some come before those they import from.
     *
     * @param sentence what is missing
     * @param still whether it is still so
     * @param waited whether the moment is over
     */
    record Unresolved(String sentence, BooleanSupplier still, boolean waited) implements Command {
        @Override
        public void applyTo(Model model) {
            model.unresolved(this);
        }
    }

    /**
     * A step ended, or its deadline passed.
     *
     * @param step the step
     * @param outcome how
     * @param took how long it took
     */
    record Ended(Step step, Outcome outcome, Duration took) implements Command {
        @Override
        public void applyTo(Model model) {
            model.ended(step, outcome, took);
        }
    }

    /**
     * A step has used half its time.
     *
     * @param step the step
     * @param stack where its thread is
     */
    record Slow(Step step, String stack) implements Command {
        @Override
        public void applyTo(Model model) {
            model.slow(step, stack);
        }
    }

    /**
     * A step that timed out goes on all the same.
     *
     * @param step the step
     * @param stack where its thread is
     */
    record Abandoned(Step step, String stack) implements Command {
        @Override
        public void applyTo(Model model) {
            model.abandoned(step, stack);
        }
    }

    /**
     * A background task died.
     *
     * @param offer the module
     * @param run the incarnation
     * @param cause what it died of
     * @param after how long after it was begun
     */
    record TaskDied(Offer offer, long run, Throwable cause, Duration after) implements Command {
        @Override
        public void applyTo(Model model) {
            model.taskDied(this);
        }
    }

    /**
     * Something a module uses is ill, or well again.
     *
     * @param offer the module
     * @param run the incarnation
     * @param sentence what is ill; empty if it is well again
     */
    record Trouble(Offer offer, long run, String sentence) implements Command {
        @Override
        public void applyTo(Model model) {
            model.trouble(this);
        }
    }

    /**
     * A module that runs elsewhere runs somewhere else than was told before.
     *
     * @param offer the module
     * @param run the incarnation
     * @param place where, in some words
     */
    record RunsIn(Offer offer, long run, String place) implements Command {
        @Override
        public void applyTo(Model model) {
            model.runsIn(this);
        }
    }

    /**
     * The host of a phase gives a module up that it had taken in.
     *
     * @param offer the module
     * @param run the incarnation
     * @param sentence why
     */
    record GivenUp(Offer offer, long run, String sentence) implements Command {
        @Override
        public void applyTo(Model model) {
            model.givenUp(this);
        }
    }

    /**
     * The host of a phase came or went.
     *
     * @param phase the phase
     * @param present whether it is there now
     * @param done of one that went, told when nobody is in the phase any more
     */
    record Host(Phase phase, boolean present, Runnable done) implements Command {
        @Override
        public void applyTo(Model model) {
            model.host(this);
        }
    }

    /**
     * Somebody asks for something.
     *
     * @param module the name of a module
     * @param what for what
     * @param reply told whether it could be done
     */
    record Ask(String module, Asked what, Consumer<Boolean> reply) implements Command {
        @Override
        public void applyTo(Model model) {
            model.asked(this);
        }
    }

    /**
     * The wait before a restart is over.
     *
     * @param module the module
     * @param failure what it was restarted after
     */
    record RestartDue(String module, Failure failure) implements Command {
        @Override
        public void applyTo(Model model) {
            model.restartDue(module, failure);
        }
    }

    /**
     * The time for the exact order of a way down is over.
     *
     * @param drain which way down
     */
    record PatienceOver(long drain) implements Command {
        @Override
        public void applyTo(Model model) {
            model.patienceOver(drain);
        }
    }

    /**
     * A restarted module has had time to prove itself.
     *
     * @param module the module
     * @param run the incarnation
     */
    record StableDue(String module, long run) implements Command {
        @Override
        public void applyTo(Model model) {
            model.stableDue(module, run);
        }
    }

    /**
     * The configuration is there, or is a new one.
     *
     * @param policy for the runtime
     * @param defaults for modules of which nothing is said
     * @param modules for the others
     */
    record Configured(Policy policy, ModuleSettings defaults, Map<String, ModuleSettings> modules) implements Command {
        @Override
        public void applyTo(Model model) {
            model.configured(this);
        }
    }

    /** The framework has started; modules may climb. */
    record Released() implements Command {
        @Override
        public void applyTo(Model model) {
            model.released();
        }
    }

    /**
     * Everything goes down.
     *
     * @param done told when all is down
     */
    record Closing(Runnable done) implements Command {
        @Override
        public void applyTo(Model model) {
            model.closing(false, done);
        }
    }

    /**
     * Somebody waits until nothing is on its way.
     *
     * @param reply told then
     */
    record WhenSettled(Runnable reply) implements Command {
        @Override
        public void applyTo(Model model) {
            model.whenSettled(reply);
        }
    }
}

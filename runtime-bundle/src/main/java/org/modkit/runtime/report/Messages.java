// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.util.List;
import java.util.Optional;
import org.modkit.api.ModuleException;
import org.modkit.api.status.Direction;
import org.modkit.api.status.Phase;
import org.modkit.api.status.StepOutcome;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/**
 * Every sentence that tells of something that happened.
 *
 * <p>Subject, expectation, finding, consequence, remedy; names in single quotes, times human. Tests hold those that
 * people meet most.
 */
final class Messages {
    private Messages() {}

    static String offered(Offer offer) {
        return "Bundle " + offer.bundle() + " offers module '" + offer.name() + "' " + offer.version() + ".";
    }

    static String withdrawn(Offer offer) {
        return "Bundle " + offer.bundle() + " takes module '" + offer.name() + "' back.";
    }

    static String twin(Offer second, Offer first) {
        return "Two bundles offer a module named '" + second.name() + "': " + first.bundle() + " and " + second.bundle()
                + ". The first one stays; the second is ignored until the first leaves.";
    }

    static String circle(List<String> path) {
        if (path.size() == 2) {
            return "Module '" + path.get(0) + "' needs itself: " + String.join(" -> ", path) + ". Remove this need.";
        }
        return "Modules need each other in a circle: " + String.join(" -> ", path) + ". Remove one of these needs.";
    }

    static String stepEnded(Event.StepEnded ended) {
        Step step = ended.step();
        String name = step.offer().name();
        String hook = Words.hook(step);
        String took = Words.human(ended.took());
        return switch (ended.outcome().kind()) {
            case OK -> "Module '" + name + "' " + Words.done(step) + " in " + took + ".";
            case CANCELLED -> "Module '" + name + "' gave up " + hook + " after " + took + ", since it is to go down.";
            case TIMEOUT ->
                "Module '" + name + "' did not finish " + hook + " within " + Words.human(step.deadline()) + ". "
                        + interrupted(step);
            case FAILED ->
                step.direction() == Direction.DOWN
                        ? "Module '" + name + "' failed in " + hook + " after " + took
                                + cause(ended.outcome().cause()) + " The container went on stopping."
                        : "Module '" + name + "' failed in " + hook + " after " + took
                                + cause(ended.outcome().cause());
        };
    }

    private static String interrupted(Step step) {
        return step.direction() == Direction.DOWN
                ? "Its thread '" + step.label() + "' was interrupted, and the container went on stopping."
                : "Its thread '" + step.label() + "' was interrupted, and what it had begun is undone.";
    }

    /** The end of a sentence that tells what was thrown, or another sentence where the throwable has its own. */
    private static String cause(Optional<Throwable> thrown) {
        return thrown.map(t -> hasSentences(t) ? ". " + t.getMessage() : ": " + clause(t) + ".")
                .orElse(".");
    }

    /** Whether the message of a throwable is whole sentences, the remedy among them. */
    static boolean hasSentences(Throwable thrown) {
        return thrown instanceof ModuleException;
    }

    /** A throwable as a clause: its message, and its class where that says more. */
    private static String clause(Throwable thrown) {
        String message = thrown.getMessage();
        boolean bare = message == null || message.isBlank();
        boolean telling = !(thrown instanceof RuntimeException) || bare || message.length() < 12;
        String text = bare ? "" : message.strip();
        if (telling) {
            text = thrown.getClass().getName() + (text.isEmpty() ? "" : ": " + text);
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    static String failure(String name, Failure failure) {
        return switch (failure.kind()) {
            case THREW ->
                "Module '" + name + "' failed in " + failure.phase() + " after " + Words.human(failure.after())
                        + cause(failure.cause());
            case TIMED_OUT ->
                "Module '" + name + "' failed in " + failure.phase() + ": it was not done within "
                        + Words.human(failure.after()) + ".";
            case GIVEN_UP -> "Module '" + name + "' failed" + cause(failure.cause());
            case TASK_DIED ->
                "The background work of module '" + name + "' died after " + Words.human(failure.after())
                        + cause(failure.cause());
        };
    }

    static String remedy(String name, Failure failure) {
        if (failure.cause().filter(Messages::hasSentences).isPresent()) {
            return "Then retry it or deploy a new version.";
        }
        return failure.kind() == Failure.Kind.TIMED_OUT
                ? "See what holds it up in the log, or allow it more time with 'modules." + name + ".deadlines'; then"
                        + " retry it or deploy a new version."
                : "Correct the cause, then retry it or deploy a new version.";
    }

    static String slow(Event.Slow slow) {
        return "Module '" + slow.step().offer().name() + "' has used half of the "
                + Words.human(slow.step().deadline()) + " it has for " + Words.hook(slow.step()) + "."
                + (slow.stack().isEmpty() ? " It waits for its ready signal." : " It is here:\n" + slow.stack());
    }

    static String abandoned(Event.Abandoned abandoned) {
        Step step = abandoned.step();
        return abandoned.ended()
                ? "The thread '" + step.label() + "' of module '" + step.offer().name() + "' has ended at last."
                : "The thread '" + step.label() + "' of module '" + step.offer().name()
                        + "' was interrupted and has not ended. It is here:\n" + abandoned.stack();
    }

    static String restartIn(String name, Event.RestartIn restart) {
        return "Module '" + name + "' is restarted in " + Words.human(restart.in()) + " (" + restart.number()
                + " of at most " + restart.atMost() + ").";
    }

    static String givenUp(String name, int restarts) {
        return "Module '" + name + "' is not restarted any more after " + restarts
                + (restarts == 1 ? " restart" : " restarts")
                + ". Correct the cause, then retry it or deploy a new version.";
    }

    static String trouble(String name, Event.Trouble trouble) {
        return trouble.sentence().isEmpty() ? "All is well again with module '" + name + "'." : trouble.sentence();
    }

    static String place(String name, String place) {
        return place.isEmpty()
                ? "Module '" + name + "' runs nowhere now."
                : "Module '" + name + "' runs in " + place + ".";
    }

    static String asked(String name, Asked what) {
        return switch (what) {
            case RETRY -> "Somebody asked to retry module '" + name + "'.";
            case RESTART -> "Somebody asked to restart module '" + name + "'.";
            case CONFIGURATION -> "The configuration of module '" + name + "' changed.";
            case DATABASE -> "The configuration of the database of module '" + name + "' changed.";
        };
    }

    static String host(Optional<String> module, Event.Host host, boolean closing) {
        Phase phase = host.phase();
        String who = module.map(name -> "Module '" + name + "', the " + Words.host(phase) + ",")
                .orElse("The " + Words.host(phase));
        if (host.present()) {
            return module.map(name -> "Module '" + name + "' is the " + Words.host(phase) + " now.")
                    .orElse(who + " is here.");
        }
        if (closing) {
            return who + " leaves.";
        }
        return phase == Phase.DATABASE || phase == Phase.SPAWN
                ? who + " leaves; modules in that phase come down from it."
                : who + " leaves; modules that run go on without their " + Words.goods(phase)
                        + " until the next one comes.";
    }

    static String standsBy(String name, Phase phase) {
        return "Module '" + name + "' is a second " + Words.host(phase)
                + " and has nothing to do. It takes over when the first one leaves.";
    }

    static String settled(Event.Settled settled) {
        return "Container settled in " + Words.human(settled.took()) + ": " + settled.running() + " running, "
                + settled.waiting() + " waiting, " + settled.failed() + " failed.";
    }

    static String closing(boolean failFast) {
        return failFast
                ? "Everything goes down, since a module failed and 'lifecycle.on_failure' is 'fail-fast'."
                : "Everything goes down.";
    }

    /** Whether a step's end deserves a line in the log of its own. */
    static boolean isTrouble(Event.StepEnded ended) {
        StepOutcome kind = ended.outcome().kind();
        return kind == StepOutcome.TIMEOUT
                || kind == StepOutcome.FAILED && ended.step().way() != Step.Way.UP;
    }
}

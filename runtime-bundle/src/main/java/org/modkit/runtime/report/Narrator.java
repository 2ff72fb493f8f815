// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalEntry.Kind;
import org.modkit.api.status.ModuleState;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.graph.Offer;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Turns events into journal entries and log lines: the same values, two readers.
 *
 * <p>Belongs to the report thread. A module that waits gets its log line when everything has settled, since while things
 * move most waiting is over before anybody could read of it.
 */
final class Narrator {
    /** What an event becomes. */
    private record Story(Kind kind, Level level, String text, Throwable cause) {
        static Story of(Kind kind, Level level, String text) {
            return new Story(kind, level, text, null);
        }
    }

    private final Logger log;
    private final Set<String> newlyWaiting = new LinkedHashSet<>();

    Narrator(Logger log) {
        this.log = log;
    }

    /** Tells an event: logs it and returns its journal entry. */
    JournalEntry tell(Event event, Snapshot snapshot) {
        Story story = story(event, snapshot);
        boolean told = story.cause != null && Messages.hasSentences(story.cause);
        log.atLevel(story.level).setCause(told ? null : story.cause).log(story.text);
        if (told) {
            log.debug("This was thrown.", story.cause);
        }
        if (event.what() instanceof Event.Settled) {
            logWhoWaits(snapshot);
        }
        var offer = event.offer();
        if (event.what() instanceof Event.StepEnded ended) {
            return new JournalEntry(
                    event.seq(),
                    event.cause(),
                    event.at(),
                    offer.map(Offer::name),
                    offer.map(Offer::bundle),
                    story.kind,
                    Optional.of(ended.step().phase()),
                    Optional.of(ended.step().direction()),
                    Optional.of(ended.outcome().kind()),
                    micros(ended.took()),
                    story.text);
        }
        return new JournalEntry(
                event.seq(),
                event.cause(),
                event.at(),
                offer.map(Offer::name),
                offer.map(Offer::bundle),
                story.kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                event.what() instanceof Event.Settled settled ? micros(settled.took()) : 0,
                story.text);
    }

    private static long micros(Duration took) {
        return took.toNanos() / 1_000;
    }

    private Story story(Event event, Snapshot snapshot) {
        String name = event.offer().map(Offer::name).orElse("");
        Event.What what = event.what();
        if (what instanceof Event.Host host) {
            boolean closing = snapshot.totals().closing();
            String text = Messages.host(event.offer().map(Offer::name), host, closing);
            return Story.of(Kind.HOST, closing ? Level.DEBUG : Level.INFO, text);
        } else if (what instanceof Event.Settled settled) {
            Level level = snapshot.totals().closing() ? Level.DEBUG : Level.INFO;
            return Story.of(Kind.SETTLED, level, Messages.settled(settled));
        } else if (what instanceof Event.Closing closing) {
            return Story.of(
                    Kind.CLOSING, closing.failFast() ? Level.ERROR : Level.INFO, Messages.closing(closing.failFast()));
        } else if (what instanceof Event.Refused refused) {
            return Story.of(Kind.REFUSED, Level.WARN, refused.sentence());
        }
        Offer offer = event.offer().orElseThrow();
        var trouble = trouble(what, name, offer);
        return trouble.orElseGet(() -> course(what, offer, snapshot));
    }

    /** Events that somebody should look at. */
    private static Optional<Story> trouble(Event.What what, String name, Offer offer) {
        if (what instanceof Event.Twin twin) {
            return Optional.of(Story.of(Kind.REFUSED, Level.WARN, Messages.twin(offer, twin.first())));
        } else if (what instanceof Event.Slow slow) {
            return Optional.of(Story.of(Kind.SLOW, Level.WARN, Messages.slow(slow)));
        } else if (what instanceof Event.Abandoned abandoned) {
            return Optional.of(Story.of(Kind.ABANDONED, Level.WARN, Messages.abandoned(abandoned)));
        } else if (what instanceof Event.TaskDied died) {
            return Optional.of(new Story(
                    Kind.FAILED,
                    Level.ERROR,
                    Messages.failure(name, died.failure()),
                    died.failure().cause().orElse(null)));
        } else if (what instanceof Event.HostGaveUp given) {
            return Optional.of(Story.of(Kind.FAILED, Level.ERROR, Messages.failure(name, given.failure())));
        } else if (what instanceof Event.RestartIn restart) {
            return Optional.of(Story.of(Kind.RESTART, Level.WARN, Messages.restartIn(name, restart)));
        } else if (what instanceof Event.Trouble ill) {
            return Optional.of(Story.of(
                    Kind.TROUBLE, ill.sentence().isEmpty() ? Level.INFO : Level.WARN, Messages.trouble(name, ill)));
        } else if (what instanceof Event.StandsBy spare) {
            return Optional.of(Story.of(Kind.HOST, Level.WARN, Messages.standsBy(name, spare.phase())));
        } else if (what instanceof Event.GivenUp given) {
            return Optional.of(Story.of(Kind.RESTART, Level.ERROR, Messages.givenUp(name, given.restarts())));
        }
        return Optional.empty();
    }

    /** Events of the ordinary course. */
    private Story course(Event.What what, Offer offer, Snapshot snapshot) {
        String name = offer.name();
        if (what instanceof Event.Offered) {
            return Story.of(Kind.OFFERED, Level.DEBUG, Messages.offered(offer));
        } else if (what instanceof Event.Withdrawn) {
            return Story.of(Kind.WITHDRAWN, Level.DEBUG, Messages.withdrawn(offer));
        } else if (what instanceof Event.StepEnded ended) {
            return new Story(
                    Kind.STEP,
                    levelOf(ended),
                    Messages.stepEnded(ended),
                    ended.outcome().cause().orElse(null));
        } else if (what instanceof Event.Running) {
            newlyWaiting.remove(name);
            return Story.of(Kind.RUNNING, Level.INFO, "Module '" + name + "' is running.");
        } else if (what instanceof Event.Down) {
            newlyWaiting.remove(name);
            return Story.of(Kind.DOWN, Level.DEBUG, "Module '" + name + "' is gone.");
        } else if (what instanceof Event.Waiting) {
            newlyWaiting.add(name);
            String reason = snapshot.module(name).map(new Reasons(snapshot)::of).orElse("");
            String fallback = "Module '" + name + "' waited for a moment.";
            return Story.of(Kind.WAITING, Level.DEBUG, reason.isEmpty() ? fallback : reason);
        } else if (what instanceof Event.Failed failed) {
            var module = snapshot.module(name);
            String text = module.map(m -> new Reasons(snapshot).failed(m, failed.failure()))
                    .orElseGet(() -> Messages.failure(name, failed.failure()));
            return new Story(
                    Kind.FAILED, Level.ERROR, text, failed.failure().cause().orElse(null));
        } else if (what instanceof Event.RestartDue) {
            return Story.of(Kind.RESTART, Level.INFO, "Module '" + name + "' is restarted now.");
        } else if (what instanceof Event.Stable) {
            return Story.of(Kind.RESTART, Level.DEBUG, "Module '" + name + "' is stable; its restarts are forgotten.");
        } else if (what instanceof Event.Place place) {
            return Story.of(Kind.PROCESS, Level.INFO, Messages.place(name, place.place()));
        } else if (what instanceof Event.Asked asked) {
            return Story.of(Kind.ASKED, Level.INFO, Messages.asked(name, asked));
        }
        throw new AssertionError(what);
    }

    /** The end of a run is what people look for, in the order in which it happens; the rest is in the journal. */
    private static Level levelOf(Event.StepEnded ended) {
        Level course = ended.step().last() ? Level.INFO : Level.DEBUG;
        return Messages.isTrouble(ended) ? Level.WARN : course;
    }

    private void logWhoWaits(Snapshot snapshot) {
        var reasons = new Reasons(snapshot);
        if (snapshot.totals().closing()) {
            newlyWaiting.clear(); // That everything stays down is what was asked for.
        }
        for (String name : newlyWaiting) {
            snapshot.module(name)
                    .filter(module -> module.state() == ModuleState.WAITING)
                    .ifPresent(module -> log.warn(reasons.of(module)));
        }
        newlyWaiting.clear();
    }
}

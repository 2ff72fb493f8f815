// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.modkit.api.status.Phase;
import org.modkit.runtime.graph.Offer;

/**
 * Something that happened. Journal, log, status and tests all read these, and nothing else.
 *
 * @param seq its number, from 1
 * @param cause the number of what led to it; 0 if it came from outside
 * @param at when
 * @param offer the module; empty if it concerns the runtime as a whole
 * @param what the thing itself
 */
public record Event(long seq, long cause, Instant at, Optional<Offer> offer, What what) {
    /** The kinds of things that happen. */
    public sealed interface What {}

    /** A bundle offers the module. */
    public record Offered() implements What {}

    /** A bundle takes the module back. */
    public record Withdrawn() implements What {}

    /**
     * The offer stands by, since another bundle offers a module of that name.
     *
     * @param first the offer that stays
     */
    public record Twin(Offer first) implements What {}

    /**
     * Something was refused that is no module yet.
     *
     * @param sentence what and why
     */
    public record Refused(String sentence) implements What {}

    /**
     * A step ended.
     *
     * @param step the step
     * @param outcome how
     * @param took how long it took
     */
    public record StepEnded(Step step, Outcome outcome, Duration took) implements What {}

    /**
     * A step has used half its time.
     *
     * @param step the step
     * @param stack where its thread is, a line each; empty if no thread works at it
     */
    public record Slow(Step step, String stack) implements What {}

    /**
     * A step that timed out is not over, or is over at last.
     *
     * @param step the step
     * @param ended whether it is over now
     * @param stack where its thread is; empty if it is over
     */
    public record Abandoned(Step step, boolean ended, String stack) implements What {}

    /** The module waits; for what can be read from the snapshot of this moment. */
    public record Waiting() implements What {}

    /** The module has passed all phases. */
    public record Running() implements What {}

    /**
     * The module failed and is down.
     *
     * @param failure how
     */
    public record Failed(Failure failure) implements What {}

    /** The module is down and gone. */
    public record Down() implements What {}

    /**
     * A background task died.
     *
     * @param failure how
     */
    public record TaskDied(Failure failure) implements What {}

    /**
     * The module will be restarted.
     *
     * @param in how long from now
     * @param number which restart it is, from 1
     * @param atMost how many there may be
     */
    public record RestartIn(Duration in, int number, int atMost) implements What {}

    /** The wait before a restart is over. */
    public record RestartDue() implements What {}

    /**
     * The module died too often.
     *
     * @param restarts how often it was restarted
     */
    public record GivenUp(int restarts) implements What {}

    /** The module has run long enough for its restarts to be forgotten. */
    public record Stable() implements What {}

    /**
     * Something the module uses is ill, or well again.
     *
     * @param sentence what is ill; empty if it is well again
     */
    public record Trouble(String sentence) implements What {}

    /**
     * The module runs in another process, or in another one than before.
     *
     * @param place where, in some words
     */
    public record Place(String place) implements What {}

    /**
     * The host of a phase gave the module up.
     *
     * @param failure how
     */
    public record HostGaveUp(Failure failure) implements What {}

    /** Why somebody asked. */
    public enum Asked implements What {
        /** To try a failed module again. */
        RETRY,
        /** To take it down and up. */
        RESTART,
        /** Its configuration changed. */
        CONFIGURATION,
        /** The configuration of its database changed. */
        DATABASE
    }

    /**
     * The host of a phase came or went.
     *
     * @param phase the phase
     * @param present whether it is there now
     */
    public record Host(Phase phase, boolean present) implements What {}

    /**
     * The module could host a phase, but another one does.
     *
     * @param phase the phase
     */
    public record StandsBy(Phase phase) implements What {}

    /**
     * Nothing is on its way any more.
     *
     * @param running how many modules run
     * @param waiting how many wait
     * @param failed how many failed
     * @param took how long it took from the first thing that happened
     */
    public record Settled(int running, int waiting, int failed, Duration took) implements What {}

    /**
     * Everything goes down.
     *
     * @param failFast whether a failure is the reason
     */
    public record Closing(boolean failFast) implements What {}
}

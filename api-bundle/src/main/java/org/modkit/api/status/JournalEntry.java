// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened, as the journal tells it. Everything that is shown of the past is made of these.
 *
 * @param seq its number; 1 is the first since the container started
 * @param cause the number of what led to it; 0 if it came from outside
 * @param at when it ended
 * @param module whose it is; empty if the runtime's as a whole
 * @param bundle that module's bundle; empty if the runtime's as a whole
 * @param kind what kind of thing
 * @param phase of a step, its phase; empty otherwise
 * @param direction of a step, its direction; empty otherwise
 * @param outcome of a step, how it ended; empty otherwise
 * @param tookMicros how long it took in microseconds; 0 if it took no time
 * @param text one or more sentences that a person understands without the other fields
 */
public record JournalEntry(
        long seq,
        long cause,
        Instant at,
        Optional<String> module,
        Optional<BundleRef> bundle,
        Kind kind,
        Optional<Phase> phase,
        Optional<Direction> direction,
        Optional<StepOutcome> outcome,
        long tookMicros,
        String text) {

    /** The kinds of entry. */
    public enum Kind {
        /** A bundle offers a module. */
        OFFERED,
        /** A bundle takes its module back. */
        WITHDRAWN,
        /** An offer was refused: a twin, an illegal name. */
        REFUSED,
        /** A step through a phase ended. */
        STEP,
        /** A hook has used half its time. */
        SLOW,
        /** A hook that had used all its time lives on, or has ended at last. */
        ABANDONED,
        /** A module waits. */
        WAITING,
        /** A module has passed all phases. */
        RUNNING,
        /** A module failed. */
        FAILED,
        /** A module is down, and its bundle offers it no more. */
        DOWN,
        /** A module that died will be restarted. */
        RESTART,
        /** Something a module uses is ill, or well again. */
        TROUBLE,
        /** A module runs in another process, or in another one than before. */
        PROCESS,
        /** A module's configuration changed, or somebody asked for a retry or a restart. */
        ASKED,
        /** A host of a phase came or went. */
        HOST,
        /** Nothing is on its way any more. */
        SETTLED,
        /** The runtime goes down. */
        CLOSING
    }
}

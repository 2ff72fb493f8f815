// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.graph.Offer;

/**
 * How one module stands.
 *
 * @param offer the module
 * @param state what it is doing
 * @param reached the last phase it has passed
 * @param step the step under way
 * @param failure why it failed
 * @param trouble what it uses that is ill, a sentence; empty if nothing is
 * @param place where it runs, if that is another process and somebody said so; empty otherwise
 * @param hostless the lowest phase of its own that has no host: what it waits for, or runs without
 * @param required whether readiness depends on it
 * @param since when it entered the state
 * @param restarts how often it was restarted since it was last stable
 * @param standsBy the phase it would host if another module did not
 * @param twins offers of the same name that stand by
 * @param lastSeq the last event that moved it
 */
public record Progress(
        Offer offer,
        ModuleState state,
        Optional<Phase> reached,
        Optional<Step> step,
        Optional<Failure> failure,
        String trouble,
        String place,
        Optional<Phase> hostless,
        boolean required,
        Instant since,
        int restarts,
        Optional<Phase> standsBy,
        List<Offer> twins,
        long lastSeq) {
    /** Copies the list, and rejects a module that is FAILED for no reason. */
    public Progress {
        twins = List.copyOf(twins);
        if (state == ModuleState.FAILED && failure.isEmpty()) {
            throw new IllegalArgumentException("Module '" + offer.name() + "' is FAILED without a failure.");
        }
    }
}

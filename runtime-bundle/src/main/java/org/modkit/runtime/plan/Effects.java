// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.util.List;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.fact.Step;

/**
 * What is to be done after commands have been folded into the model.
 *
 * @param steps to be begun, best first
 * @param cancels steps under way that are no longer wanted
 * @param timers commands to be folded later
 * @param events what happened, in order
 * @param replies to be run once the snapshot can be read; they are foreign code
 * @param snapshot how everything stands now
 * @param workers how many steps may be worked at, at the same time
 */
public record Effects(
        List<Step> steps,
        List<Step> cancels,
        List<Timer> timers,
        List<Event> events,
        List<Runnable> replies,
        Snapshot snapshot,
        int workers) {
    /**
     * A command to be folded later.
     *
     * @param in how long from now
     * @param command the command
     */
    public record Timer(Duration in, Command command) {}
}

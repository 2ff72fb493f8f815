// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The runtime as an OSGi service, for operators' tools: to look at and to ask.
 *
 * <p>Any thread may call any method; none of them blocks.
 */
@ProviderType
public interface ModkitRuntime {
    /**
     * Returns how everything is at this moment.
     *
     * @return an immutable snapshot
     */
    RuntimeStatus status();

    /**
     * Explains one module: what it is doing, why, what led to it, and what to do.
     *
     * @param module a name, known or not
     * @return sentences: its state, the reason and the remedy, what it needs, and the events that led there, oldest first
     */
    List<String> why(String module);

    /**
     * Returns the newest entries of the journal.
     *
     * @param atMost how many; the runtime remembers some thousands, the file all
     * @return entries, oldest first
     */
    List<JournalEntry> journal(int atMost);

    /**
     * Asks that a FAILED module be tried again.
     *
     * @param module its name
     * @return whether it was FAILED; completed when that is known
     */
    CompletionStage<Boolean> retry(String module);

    /**
     * Asks that a module be taken down and up again, with the modules that need it.
     *
     * @param module its name
     * @return whether there is such a module; completed when that is known
     */
    CompletionStage<Boolean> restart(String module);

    /**
     * Takes everything down in mirror order. What is offered from then on stays down.
     *
     * @return completed when everything is down
     */
    CompletionStage<Void> shutdown();

    /**
     * Waits until nothing is on its way.
     *
     * @return completed with the snapshot of that moment
     */
    CompletionStage<RuntimeStatus> settled();
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.database;

import java.time.Duration;
import java.util.List;

/**
 * What one migration of one module did.
 *
 * @param module the module's name
 * @param database the database's address without secrets; empty if it is not known
 * @param outcome how it ended
 * @param applied the change sets it applied, in order
 * @param skipped how many change sets had been applied before
 * @param problem why it failed and what to do, one or more sentences; empty unless it failed
 * @param took from the wish for a connection to the end
 */
public record MigrationReport(
        String module,
        String database,
        Outcome outcome,
        List<ChangeSet> applied,
        int skipped,
        String problem,
        Duration took) {
    /** How a migration ends. */
    public enum Outcome {
        /** At least one change set was applied. */
        APPLIED,
        /** There was nothing to do. */
        UP_TO_DATE,
        /** It failed; what was applied before stays applied. */
        FAILED
    }

    /** Copies the list. */
    public MigrationReport {
        applied = List.copyOf(applied);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.database;

import java.util.List;

/**
 * How a module's database stands to its change log.
 *
 * @param module the module's name
 * @param database the database's address without secrets; empty if it is not known
 * @param applied change sets that were applied, in order
 * @param pending change sets that are yet to be applied, in order
 * @param changed change sets that were applied and have been edited since
 * @param lock who holds the migration lock and since when, a clause; empty if nobody does
 * @param problem why this could not be found out, a sentence; empty if it could
 */
public record MigrationStatus(
        String module,
        String database,
        List<ChangeSet> applied,
        List<ChangeSet> pending,
        List<ChangeSet> changed,
        String lock,
        String problem) {
    /** Copies the lists. */
    public MigrationStatus {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        changed = List.copyOf(changed);
    }
}

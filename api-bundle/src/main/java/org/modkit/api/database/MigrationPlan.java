// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.database;

import java.util.List;

/**
 * What migrating a module would execute.
 *
 * @param module the module's name
 * @param database the database's address without secrets; empty if it is not known
 * @param pending the change sets that would be applied, in order
 * @param sql the statements with comments that name their change sets; empty if there is nothing to do
 * @param problem why this could not be found out, a sentence; empty if it could
 */
public record MigrationPlan(String module, String database, List<ChangeSet> pending, String sql, String problem) {
    /** Copies the list. */
    public MigrationPlan {
        pending = List.copyOf(pending);
    }
}

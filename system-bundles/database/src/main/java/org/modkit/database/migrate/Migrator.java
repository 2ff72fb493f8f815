// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationStatus;

/**
 * Migrates databases, one at a time, and tells what a migration would do.
 *
 * <p>Safe for use by any thread. Everything that is to be expected, from a missing file to an SQL error or a lock that
 * somebody else holds, is a sentence in the returned record. Only what {@link Target#connections()} throws is thrown on,
 * so that the caller, who knows the configuration, can find the words for it, or try again.
 *
 * <p>A caller that is interrupted gets its thread back at once, interrupted, with a problem that says so: the statement
 * that runs is canceled, its change set is rolled back and the lock is released.
 */
public final class Migrator {
    /**
     * Applies the change sets that were not applied yet.
     *
     * @param log the change log
     * @param target the database
     * @param waiting is told a sentence while somebody else's lock is waited for, and an empty string when that is over;
     *     called by another thread than the caller's
     * @return what was done; {@code FAILED} with sentences if it could not be done
     * @throws SQLException if there is no connection; nothing was done
     */
    public MigrationReport migrate(ChangeLog log, Target target, Consumer<String> waiting) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /**
     * Computes the SQL that {@link #migrate} would execute now. Writes nothing.
     *
     * @param log the change log
     * @param target the database
     * @return the plan, with a problem if it can't be told
     * @throws SQLException if there is no connection
     */
    public MigrationPlan plan(ChangeLog log, Target target) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /**
     * Compares the change log with the history of the database. Writes nothing.
     *
     * @param log the change log
     * @param target the database
     * @return the status, with a problem if it can't be told
     * @throws SQLException if there is no connection
     */
    public MigrationStatus status(ChangeLog log, Target target) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /**
     * Releases a module's lock, whoever holds it.
     *
     * @param module the module's name
     * @param target the database
     * @return a sentence that tells what was found and done
     * @throws SQLException if there is no connection, or the database refuses
     */
    public String releaseLock(String module, Target target) throws SQLException {
        throw new UnsupportedOperationException();
    }
}

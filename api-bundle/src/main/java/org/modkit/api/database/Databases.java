// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.database;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The databases of all modules, as operators see them.
 *
 * <p>An OSGi service of the bundle that carries out the database phase. Safe for use by any thread. Modules are told in
 * alphabetical order; secrets never appear. A problem with one module's database is in that module's record and keeps
 * nobody else's from being told.
 */
@ProviderType
public interface Databases {
    /**
     * Tells what the last migration of every module did since this process started.
     *
     * @return one report for each module that has been in the database phase
     */
    List<MigrationReport> reports();

    /**
     * Looks into the databases of all modules that are in the database phase or have failed in it.
     *
     * @return what is applied and what is not; reads only
     */
    List<MigrationStatus> status();

    /**
     * Computes the SQL that migrating would execute now.
     *
     * @return one plan for each module that is in the database phase or has failed in it; nothing is written
     */
    List<MigrationPlan> plan();

    /**
     * Releases the migration lock of one module, whoever holds it.
     *
     * @param module the module's name; it need not be installed, its configuration is enough
     * @return a sentence that tells what was found and done
     * @throws IllegalArgumentException if the module has no database or it can't be reached; its message is a sentence
     */
    String releaseLock(String module);

    /**
     * Tells how the open connection pools are doing.
     *
     * @return one record for each open pool
     */
    List<PoolStatus> pools();
}

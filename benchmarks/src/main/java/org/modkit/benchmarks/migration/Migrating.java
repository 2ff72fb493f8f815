// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.migration;

/** Somebody who brings the databases of some modules up to date. One thread calls it. */
public interface Migrating extends AutoCloseable {
    /**
     * Returns its name in tables.
     *
     * @return the name
     */
    String name();

    /**
     * Gets ready for databases that do not exist yet. Not measured.
     *
     * @param home the folder that will hold them; the same one at each call, emptied before
     * @throws Exception if that fails
     */
    void fresh(Homes home) throws Exception;

    /**
     * Brings all databases up to date. Measured.
     *
     * @throws Exception if that fails
     */
    void migrate() throws Exception;

    /**
     * Ends what {@link #migrate} began, so that the databases are closed and it can be called again. Not measured.
     *
     * @throws Exception if that fails
     */
    void down() throws Exception;

    @Override
    void close() throws Exception;
}

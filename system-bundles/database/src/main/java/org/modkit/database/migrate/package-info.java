// SPDX-License-Identifier: Apache-2.0
/**
 * Migrations: takes a change log out of a module's bundle and brings the module's database up to it.
 *
 * <p><em>In:</em> a {@link org.modkit.database.migrate.ChangeLog} and a {@link org.modkit.database.migrate.Target}.
 * <em>Out:</em> a report, a plan or a status. <em>Thread:</em> any; the database is worked on by a thread of its own
 * so that the caller can be interrupted at any time.
 *
 * <p><em>Enter at</em> {@link org.modkit.database.migrate.Migrator}. Knows JDBC and Liquibase; knows nothing of OSGi,
 * of the configuration, or of connection pools.
 */
package org.modkit.database.migrate;

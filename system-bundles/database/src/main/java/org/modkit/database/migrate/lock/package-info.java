// SPDX-License-Identifier: Apache-2.0
/**
 * The lock of a module's migrations: a row in a table beside its history, as Liquibase has it, but with an owner one can
 * look for.
 *
 * <p>A lock whose owner is provably gone is taken over, any other is waited for. What proves it is told in
 * {@link org.modkit.database.migrate.lock.Whereabouts}.
 *
 * <p><em>Enter at</em> {@link org.modkit.database.migrate.lock.MigrationLock}.
 */
package org.modkit.database.migrate.lock;

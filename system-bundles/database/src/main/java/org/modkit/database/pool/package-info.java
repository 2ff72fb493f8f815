// SPDX-License-Identifier: Apache-2.0
/**
 * Connections: finds the driver, opens a pool for one module, watches it and closes it.
 *
 * <p><em>In:</em> resolved {@link org.modkit.configuration.database.DatabaseSettings}. <em>Out:</em> a data source that
 * ends with its module, and sentences about what ails it. <em>Thread:</em> any; one thread of its own looks every few
 * seconds whether the databases answer and who keeps connections for long.
 *
 * <p><em>Enter at</em> {@link org.modkit.database.pool.Pools}. Knows nothing of modules' lives nor of migrations.
 */
package org.modkit.database.pool;

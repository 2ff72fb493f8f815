// SPDX-License-Identifier: Apache-2.0
/**
 * The bundle: carries out the database phase and opens the modules' pools.
 *
 * <p>Start at {@link org.modkit.database.DatabaseBundle}.
 */
package org.modkit.database;

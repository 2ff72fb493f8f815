// SPDX-License-Identifier: Apache-2.0
/**
 * The bundle: hears Configuration Admin, carries out the database phase, opens the modules' pools and answers operators.
 *
 * <p>Start at {@link org.modkit.database.DatabaseBundle} for the wiring and {@link org.modkit.database.ModuleDatabases}
 * for what happens to a module.
 */
package org.modkit.database;

// SPDX-License-Identifier: Apache-2.0
/**
 * From the section {@code database} and a module's own one to the address of its database: the one place where this is
 * decided, for the check, for printing and for the running container.
 *
 * <p>Pure: nested maps in, a resolved connection or all problems out. The bundle {@code org.modkit.database} has a copy
 * of this package inside. Start at {@link org.modkit.configuration.database.Resolver}.
 */
package org.modkit.configuration.database;

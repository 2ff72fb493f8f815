// SPDX-License-Identifier: Apache-2.0
/**
 * Work with a database that can be given up at any time.
 *
 * <p>JDBC does not heed interruption, and a thread that is interrupted while H2 writes to its file closes that file for
 * everybody. So the work is done by a thread of its own, and what the caller's interruption does to it depends on what it
 * is at: a statement is canceled, anything else is interrupted, and then nothing but cleaning up is let through.
 *
 * <p><em>Enter at</em> {@link org.modkit.database.migrate.errand.Errand}.
 */
package org.modkit.database.migrate.errand;

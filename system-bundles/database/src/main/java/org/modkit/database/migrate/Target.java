// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database to migrate.
 *
 * <p>N.B. Connecting to a file of H2 creates it. To plan or to tell the status of an {@link #embeddedFile} that is not
 * there yet, pass a target with a private database in memory and without a file instead.
 *
 * @param connections opens a connection with the rights to change the schema; not a pool. What it throws is thrown on
 * @param shown the database's address without secrets
 * @param embeddedFile the file of an H2 database that this process alone has open, without {@code .mv.db}; such a file
 *     is saved before it is changed, and put back after the process was killed in between
 * @param lockWait how long to wait for a lock whose owner lives
 */
public record Target(DataSource connections, String shown, Optional<Path> embeddedFile, Duration lockWait) {}

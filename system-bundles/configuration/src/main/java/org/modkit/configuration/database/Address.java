// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a database is.
 *
 * @param url the JDBC address
 * @param properties what the driver gets besides
 * @param file the file, if this process opens one itself
 */
record Address(String url, Map<String, String> properties, Optional<Path> file) {}

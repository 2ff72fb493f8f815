// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.modkit.configuration.tree.Secrets;

/**
 * How to reach a module's database. Two are equal if a module can't tell them apart.
 *
 * @param module the module's name
 * @param engine the kind of database
 * @param url the JDBC address, without user and password unless it is that of an engine which ModKit does not know
 * @param properties what the driver gets besides user and password
 * @param driver the driver's class; empty if the address tells
 * @param login the module's own rights
 * @param migration the rights of migrations
 * @param file the database file without the engine's suffix, if it is one that this process opens itself
 * @param createFolder whether the folder of that file may be created
 * @param pool the size of the pool
 * @param poolKey the key under which the pool's settings are, or would be, written
 */
public record DatabaseSettings(
        String module,
        Engine engine,
        String url,
        Map<String, String> properties,
        String driver,
        Login login,
        Login migration,
        Optional<Path> file,
        boolean createFolder,
        PoolSettings pool,
        String poolKey) {
    /** Copies the map. */
    public DatabaseSettings {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /**
     * Returns the address as it may be shown to anybody.
     *
     * @return the JDBC address, every secret masked, without what ModKit adds to all of them
     */
    public String shown() {
        return Secrets.maskedText(url.replace(H2Address.ADDED, ""));
    }

    /**
     * Tells whether the database ends with its last connection.
     *
     * @return whether it is in the memory of this process
     */
    public boolean inMemory() {
        return url.startsWith(H2Address.MEMORY);
    }

    /** Returns what may be shown of it. */
    @Override
    public String toString() {
        return "database of '" + module + "': " + shown() + " as " + login;
    }
}

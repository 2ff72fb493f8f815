// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Engine;
import org.modkit.configuration.database.Login;
import org.modkit.database.pool.UnopenableException.Hope;

/** Opens single connections, for pools, migrations and probes. Safe for use by any thread. */
public final class Connector {
    private final Drivers drivers;

    /**
     * Creates it.
     *
     * @param drivers finds drivers
     */
    public Connector(Drivers drivers) {
        this.drivers = drivers;
    }

    /**
     * Returns connections with a module's own rights.
     *
     * @param settings the database
     * @return a source of new connections, which has opened none so far
     * @throws UnopenableException if there is no driver, or no folder for its file
     */
    public DataSource own(DatabaseSettings settings) throws UnopenableException {
        return source(settings, settings.login());
    }

    /**
     * Returns connections with the rights of migrations.
     *
     * @param settings the database
     * @return a source of new connections, which has opened none so far
     * @throws UnopenableException if there is no driver, or no folder for its file
     */
    public DataSource privileged(DatabaseSettings settings) throws UnopenableException {
        return source(settings, settings.migration());
    }

    /**
     * Opens a connection.
     *
     * @param settings the database
     * @param login the rights
     * @return the connection, which the caller closes
     * @throws UnopenableException if that is not possible
     */
    public Connection open(DatabaseSettings settings, Login login) throws UnopenableException {
        try {
            return source(settings, login).getConnection();
        } catch (SQLException e) {
            throw Faults.opening(settings, login, e);
        }
    }

    private DataSource source(DatabaseSettings settings, Login login) throws UnopenableException {
        Driver driver = driver(settings);
        if (settings.file().isPresent()) {
            provideFolder(settings, settings.file().get().getParent());
        }
        return new DriverDataSource(driver, settings.url(), settings.properties(), login);
    }

    /** Connections that fail soon, and that bring no file back which somebody has deleted. */
    DataSource probing(DatabaseSettings settings) throws UnopenableException {
        Map<String, String> properties = new HashMap<>(settings.properties());
        String url = settings.url();
        if (settings.engine() == Engine.POSTGRES) {
            properties.putIfAbsent("loginTimeout", "5");
        } else if (settings.file().isPresent() && !url.contains(";IFEXISTS=")) {
            url += ";IFEXISTS=TRUE";
        }
        return new DriverDataSource(driver(settings), url, properties, settings.login());
    }

    /**
     * Returns connections to a database in memory that is empty and each connection's own, with the driver of another.
     *
     * @param settings a database of H2
     * @return a source of new connections
     * @throws UnopenableException if there is no driver
     */
    public DataSource nowhere(DatabaseSettings settings) throws UnopenableException {
        return new DriverDataSource(driver(settings), "jdbc:h2:mem:", Map.of(), new Login("", ""));
    }

    private Driver driver(DatabaseSettings settings) throws UnopenableException {
        return drivers.find(settings).orElseThrow(() -> new UnopenableException(missing(settings), Hope.DRIVER, null));
    }

    private static String missing(DatabaseSettings settings) {
        String start = "Module '" + settings.module() + "' can't open its database " + settings.shown()
                + ": no active bundle has a JDBC driver for it. Install ";
        return start
                + switch (settings.engine()) {
                    case H2 -> "the bundle com.h2database:h2.";
                    case POSTGRES -> "the bundle org.postgresql:postgresql.";
                    case OTHER ->
                        settings.driver().isEmpty()
                                ? "the bundle of its driver, or correct the 'dsn'."
                                : "the bundle that has " + settings.driver() + ", or correct 'driver' or the 'dsn'.";
                };
    }

    private static void provideFolder(DatabaseSettings settings, Path folder) throws UnopenableException {
        if (Files.isDirectory(folder)) {
            return;
        }
        String start = "Module '" + settings.module() + "' can't open its database " + settings.shown() + ": ";
        if (!settings.createFolder()) {
            throw new UnopenableException(
                    start + "the folder '" + folder
                            + "' does not exist, and 'database.auto_provision' is false. Create it,"
                            + " or switch that on.",
                    Hope.NONE,
                    null);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UnopenableException(
                    start + "the folder '" + folder + "' can't be created. Let this user write there, or choose another"
                            + " 'path'.",
                    Hope.NONE,
                    e);
        }
    }
}

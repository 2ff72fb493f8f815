// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.modkit.container.it.Await;

/** A PostgreSQL that this build brought along, running for the tests of one class. */
final class Postgres implements AutoCloseable {
    private static final Path WORK = Path.of("target", "postgres").toAbsolutePath();
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    private final EmbeddedPostgres server;
    private int databases;

    Postgres() {
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(WORK.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /** Creates an empty database and returns its name. */
    String fresh() {
        databases++;
        String name = "proof" + databases;
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    /** Returns the section {@code database} of a configuration in which all modules share one database. */
    String configuration(String database) {
        return "database: { default: main, servers: { main: " + server(database) + " } }\n";
    }

    String server(String database) {
        return "{ engine: postgres, host: localhost, port: " + port() + ", user: " + USER + ", password: " + PASSWORD
                + ", dbname: " + database + " }";
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database + "?user=" + USER + "&password=" + PASSWORD;
    }

    void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Creates a user that needs a password; all others do without. */
    void createGuarded(String user, String password) {
        execute("postgres", "CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "'");
        Path rules = Path.of(column("postgres", "SHOW hba_file").get(0));
        try {
            Files.writeString(rules, "host all " + user + " all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("postgres", "SELECT pg_reload_conf()");
        String withoutPassword = url("postgres").replace(USER + "&password=" + PASSWORD, user + "&password=wrong");
        Await.until("the server to ask for passwords", () -> !accepts(withoutPassword));
    }

    private static boolean accepts(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    List<String> column(String database, String sql) {
        return Rows.column(url(database), sql);
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops the server with all its databases; once more does no harm. */
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

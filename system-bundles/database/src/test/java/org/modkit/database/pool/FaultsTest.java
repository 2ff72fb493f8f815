// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Login;
import org.modkit.configuration.database.Resolver;
import org.modkit.database.pool.UnopenableException.Hope;

class FaultsTest {
    @TempDir
    Path data;

    private static Optional<Driver> drivers(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case H2 -> Optional.of(new org.h2.Driver());
            case POSTGRES -> Optional.of(new org.postgresql.Driver());
            case OTHER -> Optional.empty();
        };
    }

    private final Connector connector = new Connector(FaultsTest::drivers);

    private DatabaseSettings settings(Map<String, ?> database) {
        return new Resolver(Map.of(), Map.of(), data::resolve)
                .resolve("ledger", Map.of("database", database))
                .settings()
                .orElseThrow();
    }

    private UnopenableException failure(Map<String, ?> database) {
        DatabaseSettings settings = settings(database);
        return catchThrowableOfType(
                UnopenableException.class,
                () -> connector.open(settings, settings.login()).close());
    }

    private static Map<String, Object> with(Map<String, ?> some, String key, Object value) {
        var more = new HashMap<String, Object>(some);
        more.put(key, value);
        return more;
    }

    @Test
    void aServerThatCanNotBeReachedMayComeLater() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        UnopenableException failure = failure(Map.of("dsn", "postgres://localhost:" + port + "/books"));

        assertThat(failure)
                .hasMessageStartingWith("Module 'ledger' can't open its database jdbc:postgresql://localhost:" + port
                        + "/books: its server can't be reached. Start it, or correct 'host' and 'port' in the"
                        + " configuration. The driver says: Connection to localhost:" + port + " refused.");
        assertThat(failure.hope()).isEqualTo(Hope.TIME);
    }

    @Test
    void aHostWhoseNameIsNotKnownMayComeLater() {
        UnopenableException failure = failure(Map.of("dsn", "postgres://no-such-host.invalid/books"));

        assertThat(failure).hasMessageContaining("the name of its host is not known. Correct 'host' or the 'dsn'");
        assertThat(failure.hope()).isEqualTo(Hope.TIME);
    }

    @Test
    void aDriverThatIsMissingIsNamed() {
        assertThat(failure(Map.of("dsn", "jdbc:acme://me:geheim@db/books", "driver", "org.acme.Driver")))
                .hasMessage(
                        "Module 'ledger' can't open its database jdbc:acme://me:***@db/books: no active bundle has a JDBC"
                                + " driver for it. Install the bundle that has org.acme.Driver, or correct 'driver' or the"
                                + " 'dsn'.");
        assertThat(missingFor(Map.of("engine", "h2"))).endsWith("Install the bundle com.h2database:h2.");
        assertThat(missingFor(Map.of("dsn", "postgres://db/x")))
                .endsWith("Install the bundle org.postgresql:postgresql.");
        assertThat(missingFor(Map.of("dsn", "jdbc:acme:x")))
                .endsWith("Install the bundle of its driver, or correct the 'dsn'.");
    }

    private String missingFor(Map<String, ?> database) {
        DatabaseSettings settings = settings(database);
        var nobody = new Connector(any -> Optional.empty());
        var missing = catchThrowableOfType(UnopenableException.class, () -> nobody.own(settings));
        assertThat(missing.hope()).isEqualTo(Hope.DRIVER);
        return missing.getMessage();
    }

    @Test
    void aWrongPasswordForAFileIsToldWithTheUser() throws Exception {
        DatabaseSettings mine = settings(Map.of("engine", "h2", "user", "me", "password", "a"));
        connector.open(mine, mine.login()).close();

        UnopenableException failure = failure(Map.of("engine", "h2", "user", "me", "password", "geheim"));

        assertThat(failure)
                .hasMessageContaining(
                        ": it refuses the user 'me'. Correct 'user' and 'password' in the configuration, or"
                                + " create that user. The driver says: Wrong user name or password")
                .hasMessageNotContaining("geheim");
        assertThat(failure.hope()).isEqualTo(Hope.NONE);
    }

    @Test
    void aSettingThatH2DoesNotKnowIsTold() {
        assertThat(failure(Map.of("engine", "h2", "params", Map.of("NO_SUCH", "1"))))
                .hasMessageContaining("it does not know a setting of the address. Correct 'params' or the 'dsn'.");
    }

    @Test
    void postgresIsUnderstood() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            Map<String, Object> database = Map.of(
                    "engine",
                    "postgres",
                    "host",
                    "localhost",
                    "port",
                    server.getPort(),
                    "user",
                    "app",
                    "password",
                    "geheim",
                    "dbname",
                    "books");
            execute(server, "CREATE ROLE app LOGIN PASSWORD 'geheim'");
            execute(server, "ALTER SYSTEM SET password_encryption = 'scram-sha-256'");

            assertThat(failure(database))
                    .hasMessageContaining("/books: there is no such database. Create it, or correct its name in the"
                            + " configuration. The driver says: FATAL: database \"books\" does not exist.");
            assertThat(failure(with(with(database, "user", "nobody"), "dbname", "postgres")))
                    .hasMessageContaining("it refuses the user 'nobody'. Correct 'user' and 'password'");

            execute(server, "CREATE DATABASE books");
            droppedWhileRunning(server, settings(database));
        }
    }

    private void droppedWhileRunning(EmbeddedPostgres server, DatabaseSettings settings) throws Exception {
        var troubles = new ArrayList<String>();
        try (var pools = new Pools(connector)) {
            ModulePool pool = pools.open(settings, troubles::add);
            pools.look();
            assertThat(troubles).isEmpty();

            execute(server, "DROP DATABASE books WITH (FORCE)");
            pools.look();
            assertThat(troubles).hasSize(1).first().asString().contains("there is no such database");
            assertThat(pools.statuses().get(0).trouble()).isEqualTo(troubles.get(0));

            execute(server, "CREATE DATABASE books");
            pools.look();
            assertThat(troubles).hasSize(2).last().isEqualTo("");
            try (Connection connection = pool.dataSource().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void aServerThatTakesNoMoreConnectionsMayLater() throws Exception {
        var full = new SQLException("FATAL: sorry, too many clients already", "53300");
        DatabaseSettings settings = settings(Map.of("dsn", "postgres://db/books"));

        UnopenableException failure = Faults.opening(settings, new Login("", ""), full);

        assertThat(failure).hasMessageContaining("its server takes no more connections. Lower 'max_conns'");
        assertThat(failure.hope()).isEqualTo(Hope.TIME);
    }

    private static void execute(EmbeddedPostgres server, String sql) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

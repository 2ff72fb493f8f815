// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModuleDatabaseException;
import org.modkit.api.database.Databases;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.api.spi.DatabaseHost;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.ModkitRuntime;
import org.osgi.framework.Bundle;

/** The bundle in a real framework, with real drivers as bundles; the test plays the runtime. */
class DatabasePhaseIT {
    private static final Map<String, String> FILES = Map.of(
            "db/changelog.yaml",
            "databaseChangeLog:\n- include: {file: tables.sql, relativeToChangelogFile: true}\n",
            "db/tables.sql",
            "--liquibase formatted sql\n--changeset me:one\nCREATE TABLE booking(id INT PRIMARY KEY);\n"
                    + "--changeset me:two\nINSERT INTO booking VALUES (1);\n");
    private static final Map<String, String> EMBEDDED =
            Map.of("default", "embedded", "servers.embedded.engine", "h2", "connect_wait", "1s");

    @TempDir
    Path home;

    private Felix felix;
    private DatabaseHost host;
    private Databases databases;
    private Bundle bundle;
    private Guest guest;

    @BeforeEach
    void start() throws Exception {
        felix = Felix.start(home, Map.of());
        bundle = felix.install("test.ledger", FILES);
        felix.installDatabases();
        host = (DatabaseHost) felix.service(PhaseHost.class);
        databases = felix.service(Databases.class);
        guest = new Guest("ledger", "db/changelog.yaml", bundle.getBundleId());
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
    }

    private static int count(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM booking")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void migratesAndOpens() throws Exception {
        host.up(guest);
        DataSource source = host.open(guest).orElseThrow();

        assertThat(count(source)).isEqualTo(1);
        assertThat(databases.reports()).singleElement().satisfies(report -> {
            assertThat(report.module()).isEqualTo("ledger");
            assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(report.applied()).hasSize(2);
        });
        assertThat(databases.pools())
                .singleElement()
                .satisfies(pool -> assertThat(pool.trouble()).isEmpty());
        assertThat(databases.status())
                .singleElement()
                .satisfies(status -> assertThat(status.applied()).hasSize(2));
        host.close(guest);
        assertThat(databases.pools()).isEmpty();
        assertThatThrownBy(source::getConnection).hasMessageStartingWith("Module 'ledger' is down");
        host.down(guest);
        assertThat(databases.status()).isEmpty();
        host.up(guest);
        assertThat(databases.reports().get(0).outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void aModuleHasAFileOfItsOwnByDefault() throws Exception {
        felix.install(org.h2.Driver.class);
        felix.configure(EMBEDDED);

        migratesAndOpens();

        assertThat(home.resolve("data/ledger/database.mv.db")).exists();
        assertThat(guest.troubles()).containsOnly("");
    }

    @Test
    void aModuleHasADatabaseOnPostgres() throws Exception {
        felix.install(org.postgresql.Driver.class);
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            felix.configure(Map.of(
                    "servers.main.engine",
                    "postgres",
                    "servers.main.host",
                    "localhost",
                    "servers.main.port",
                    server.getPort(),
                    "servers.main.user",
                    "postgres",
                    "servers.main.dbname",
                    "postgres"));
            felix.configure("ledger", Map.of("database.server", "main", "database.pool.max_conns", 3L));

            migratesAndOpens();
            host.down(guest);
        }
    }

    @Test
    void whatIsInMemoryLivesFromTheMigrationToTheEnd() throws Exception {
        felix.install(org.h2.Driver.class);
        felix.configure("ledger", Map.of("database.dsn", "h2:mem:ledger"));

        host.up(guest);
        assertThat(count(host.open(guest).orElseThrow())).isEqualTo(1);
        host.close(guest);
        assertThat(count(host.open(guest).orElseThrow())).isEqualTo(1);
        host.close(guest);
        host.down(guest);

        assertThatThrownBy(() -> count(host.open(guest).orElseThrow())).hasMessageContaining("not found");
    }

    @Test
    void aModuleWithoutADatabaseFailsWithASentence() {
        assertThatThrownBy(() -> host.up(guest))
                .isInstanceOf(ModuleDatabaseException.class)
                .hasMessage(
                        "Module 'ledger' takes part in the database phase, but no database is configured for it. Add"
                                + " 'modules.ledger.database' or 'database.default'.");
        assertThat(host.open(guest)).isEmpty();
        assertThat(databases.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.outcome()).isEqualTo(Outcome.FAILED));
        assertThatThrownBy(() -> databases.releaseLock("ledger"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No database is configured for module 'ledger'. Correct the name, or add"
                        + " 'modules.ledger.database'.");
    }

    @Test
    void aWrongConfigurationIsNeverNone() throws Exception {
        felix.configure("ledger", Map.of("database.engine", "h2", "database.host", "db", "database.portt", 1));
        String sentence =
                "The database of module 'ledger' is configured wrongly: 'modules.ledger.database.portt' is not a"
                        + " known key.";

        assertThatThrownBy(() -> host.up(guest))
                .hasMessageStartingWith(sentence)
                .hasMessageContaining("database.host'");
        assertThatThrownBy(() -> host.open(guest)).hasMessageStartingWith(sentence);
        assertThat(databases.status())
                .singleElement()
                .satisfies(status -> assertThat(status.problem()).startsWith(sentence));
    }

    @Test
    void aFailedModuleStaysKnownUntilItsBundleGoes() throws Exception {
        felix.configure("ledger", Map.of("database.engine", "h2", "database.host", "db"));
        assertThatThrownBy(() -> host.up(guest)).isInstanceOf(ModuleDatabaseException.class);
        host.down(guest);
        assertThat(databases.plan()).hasSize(1);

        bundle.stop();

        assertThat(databases.plan()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsTriedForAWhile() throws Exception {
        felix.install(org.postgresql.Driver.class);
        felix.configure(Map.of("connect_wait", "1s"));
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        felix.configure("ledger", Map.of("database.dsn", "postgres://localhost:" + port + "/books"));

        assertThatThrownBy(() -> host.up(guest)).hasMessageContaining("its server can't be reached");

        assertThat(new HashSet<>(guest.troubles()))
                .singleElement()
                .asString()
                .contains("its server can't be reached")
                .endsWith("It is tried for 1 s.");
    }

    @Test
    void aDriverThatComesLaterTakesTheModuleUpAgain() throws Exception {
        BlockingQueue<String> asked = playRuntime();
        felix.configure(EMBEDDED);
        assertThatThrownBy(() -> host.up(guest)).hasMessageEndingWith("Install the bundle com.h2database:h2.");
        host.down(guest);

        felix.install(org.h2.Driver.class);

        assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo("retry ledger");
        host.up(guest);
    }

    @Test
    void aDatabaseThatIsConfiguredDifferentlyTakesItsModuleUpAgainAndNobodyElse() throws Exception {
        BlockingQueue<String> asked = playRuntime();
        felix.install(org.h2.Driver.class);
        felix.configure(EMBEDDED);
        var other = new Guest("other", "", bundle.getBundleId());
        host.up(guest);
        host.open(other);

        felix.configure("ledger", Map.of("config.a", 1));
        felix.configure("other", Map.of("database.file", "elsewhere"));

        assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo("retry other");
        assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo("restart other");
        assertThat(asked).isEmpty();
        host.close(other);
        host.down(guest);
    }

    @Test
    void aDriverThatABundleOnlyNamesIsFound() throws Exception {
        felix.configure("ledger", Map.of("database.dsn", "jdbc:acme:books"));
        assertThatThrownBy(() -> host.open(guest)).hasMessageContaining("no active bundle has a JDBC driver");

        felix.install("liar", Map.of("META-INF/services/java.sql.Driver", "no.such.Driver # none\n"));
        assertThatThrownBy(() -> host.open(guest)).hasMessageContaining("no active bundle has a JDBC driver");

        felix.install(
                "drivers", Map.of("META-INF/services/java.sql.Driver", AcmeDriver.class.getName()), AcmeDriver.class);
        assertThatThrownBy(() -> host.open(guest))
                .hasMessage(
                        "Module 'ledger' can't open its database jdbc:acme:books: it refuses (SQL state 99999). Look at"
                                + " what its driver says, and at its configuration. The driver says: Acme is closed.");
    }

    @Test
    void nothingIsTouchedIfSomebodyOnlyWantsToKnow() throws Exception {
        felix.stop();
        felix = Felix.start(home, Map.of("modkit.migrate", "hold"));
        bundle = felix.install("test.ledger", FILES);
        felix.installDatabases();
        felix.install(org.h2.Driver.class);
        felix.configure(EMBEDDED);
        host = (DatabaseHost) felix.service(PhaseHost.class);
        databases = felix.service(Databases.class);

        host.up(new Guest("ledger", "db/changelog.yaml", bundle.getBundleId()));

        assertThat(databases.plan()).singleElement().satisfies(plan -> {
            assertThat(plan.problem()).isEmpty();
            assertThat(plan.pending()).hasSize(2);
            assertThat(plan.sql()).contains("CREATE TABLE booking");
        });
        assertThat(databases.status())
                .singleElement()
                .satisfies(status -> assertThat(status.pending()).hasSize(2));
        assertThat(databases.reports()).isEmpty();
        assertThat(home.resolve("data/ledger/database.mv.db")).doesNotExist();
    }

    /** Registers a runtime that no module has failed in, and returns what it is asked. */
    private BlockingQueue<String> playRuntime() {
        var asked = new LinkedBlockingQueue<String>();
        var runtime = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ModkitRuntime.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName() + " " + arguments[0]);
                    return CompletableFuture.completedFuture(!method.getName().equals("retry"));
                });
        felix.context().registerService(ModkitRuntime.class, (ModkitRuntime) runtime, null);
        return asked;
    }
}

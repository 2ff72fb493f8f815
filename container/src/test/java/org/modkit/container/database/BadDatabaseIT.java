// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Distribution;
import org.modkit.container.it.RunningContainer;
import org.modkit.container.it.TestBundle;

/** Everything that can be wrong with a module's database, all of it in one container, whose other modules run. */
@Tag("once")
class BadDatabaseIT {
    /** Nothing is wrong with these; the names of the tables of the last two differ in their hashes alone. */
    private static final List<String> GOOD = List.of(
            "good-on-postgres",
            "good-on-h2",
            "a-name-that-is-much-too-long-for-a-table-one",
            "a-name-that-is-much-too-long-for-a-table-two");

    private static final List<String> MISCONFIGURED = List.of(
            "unreachable",
            "wrong-password",
            "missing-database",
            "missing-driver",
            "unset-variable",
            "two-files",
            "file-and-host",
            "two-engines",
            "no-such-server");

    private static Postgres postgres;

    @TempDir
    Path home;

    private String database;

    @BeforeAll
    static void startServer() {
        postgres = new Postgres();
        postgres.createGuarded("guarded", "geheim");
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    private void configure() throws IOException {
        database = postgres.fresh();
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Files.createDirectories(home.resolve("etc"));
        Files.createDirectories(home.resolve("deploy"));
        Files.writeString(home.resolve("etc/modkit.yaml"), """
                database:
                  connect_wait: 1s
                  servers:
                    main: %s
                    nowhere: { engine: postgres, host: localhost, port: %d, dbname: x, user: x, password: geheim }
                modules:
                  good-on-postgres: { database: { server: main } }
                  unreachable: { database: { server: nowhere } }
                  wrong-password: { database: { server: main, user: guarded, password: falsch-geheim } }
                  missing-database: { database: { server: main, dbname: no_such_database } }
                  missing-driver: { database: { engine: acme, dsn: "jdbc:acme://app:geheim@db/x" } }
                  unset-variable: { database: { server: main, password: "${MODKIT_TEST_UNSET}" } }
                  two-files: { database: { engine: h2, file: one, path: two } }
                  file-and-host: { database: { engine: h2, file: one, host: db } }
                  two-engines: { database: { engine: h2, dsn: "postgres://app:geheim@db/x" } }
                  no-such-server: { database: { server: mian } }
                  greedy: { database: { server: main, pool: { max_conns: 2, acquire_timeout: 300ms } } }
                  careless: { database: { server: main, pool: { leak_threshold: 2s } } }
                  a-name-that-is-much-too-long-for-a-table-one: { database: { server: main } }
                  a-name-that-is-much-too-long-for-a-table-two: { database: { server: main } }
                """.formatted(postgres.server(database), nobody));
    }

    private void deploy(String module, TestBundle bundle) {
        bundle.writeTo(MigratingBundle.place(home, module));
    }

    private void deploy(String module) {
        String prefix = module.replace('-', '_').replaceFirst("a_name_that_is.*_", "long_name_");
        deploy(module, MigratingBundle.of(module, ChangeLogText.of(prefix).step("one")));
    }

    @Test
    void failsTheModuleWithASentenceAndNoOther() throws IOException {
        configure();
        deploy("edited", MigratingBundle.of("edited", ChangeLogText.of("edited").step("one")));
        assertThat(Distribution.modkit(home, "migrate").exit()).isZero();

        deployEverything();
        try (var container = RunningContainer.on(home)) {
            var all = new SoftAssertions();
            expectations().forEach((module, sentence) -> {
                awaitFailed(container, module);
                all.assertThat(container.look(true, "why", module)).as(module).contains(sentence);
            });
            assertOthersRun(container, all);
            all.assertThat(String.join(
                                    "\n",
                                    container.stderr(),
                                    container.log("modkit.log"),
                                    container.log("journal.jsonl"))
                            .lines()
                            .filter(line -> line.contains("geheim")))
                    .isEmpty();
            all.assertAll();
        }
    }

    private void assertOthersRun(RunningContainer container, SoftAssertions all) {
        for (String module : GOOD) {
            container.awaitState(module, "RUNNING");
        }
        container.awaitState("careless", "RUNNING");
        container.awaitState("needs-half-way", "WAITING");
        all.assertThat(container.look(true, "why", "needs-half-way")).contains("'half-way'");
        all.assertThat(postgres.column(database, "SELECT step FROM good_on_postgres_effects"))
                .containsExactly("one");
        all.assertThat(postgres.column(
                        database,
                        "SELECT tablename FROM pg_tables WHERE tablename LIKE 'modkit_migrations__a_name%' AND"
                                + " length(tablename) <= 63"))
                .hasSize(4);

        MigratingBundle.of("half-way", halfWay("INSERT INTO half_way_effects VALUES ('mended')"))
                .writeTo(MigratingBundle.place(home, "half-way"));
        container.awaitState("needs-half-way", "RUNNING");
        container.awaitConsole("Module 'careless' has had a database connection in use for");
        container.signal("TERM");
        all.assertThat(container.awaitExit()).isZero();
        all.assertThat(Rows.column(Rows.embedded(home, "half-way"), "SELECT step FROM half_way_effects"))
                .containsExactly("one", "two", "mended", "three");
        all.assertThat(container.stderr())
                .contains("Module 'careless' went down and left a database connection open; closed now.");
    }

    private static void awaitFailed(RunningContainer container, String module) {
        try {
            container.awaitState(module, "FAILED");
        } catch (AssertionError e) {
            throw new AssertionError(container.look(false, "status"), e);
        }
    }

    private void deployEverything() {
        for (String module : GOOD) {
            deploy(module);
        }
        for (String module : MISCONFIGURED) {
            deploy(module);
        }
        deploy("missing-change-log", MigratingBundle.of("missing-change-log"));
        deploy(
                "broken-yaml",
                MigratingBundle.of("broken-yaml").withFile(MigratingBundle.CHANGE_LOG, "databaseChangeLog: [\n"));
        deploy(
                "duplicate",
                MigratingBundle.of(
                        "duplicate", ChangeLogText.of("duplicate").step("one").step("one")));
        deploy(
                "edited",
                MigratingBundle.of(
                        "edited", ChangeLogText.of("edited").changeSet("one").sql("CREATE TABLE other (id INT)")));
        deploy("half-way", MigratingBundle.of("half-way", halfWay("INSERT INTO nowhere VALUES (1)")));
        deploy(
                "needs-half-way",
                MigratingBundle.of("needs-half-way").with("Test-Change-Log", "").needing("half-way"));
        deploy(
                "greedy",
                MigratingBundle.of("greedy", ChangeLogText.of("greedy")).with("Test-Use", "all"));
        deploy(
                "careless",
                MigratingBundle.of("careless", ChangeLogText.of("careless")).with("Test-Use", "leak"));
    }

    private static ChangeLogText halfWay(String middle) {
        return ChangeLogText.of("half_way")
                .step("one")
                .changeSet("two")
                .sql("INSERT INTO half_way_effects VALUES ('two')")
                .sql(middle)
                .step("three");
    }

    private static Map<String, String> expectations() {
        return Map.ofEntries(
                Map.entry(
                        "unreachable",
                        "its server can't be reached. Start it, or correct 'host' and 'port' in the configuration."),
                Map.entry(
                        "wrong-password",
                        "it refuses the user 'guarded'. Correct 'user' and 'password' in the configuration"),
                Map.entry(
                        "missing-database",
                        "no_such_database: there is no such database. Create it, or correct its name in the configuration."),
                Map.entry(
                        "missing-driver",
                        "jdbc:acme://app:***@db/x: no active bundle has a JDBC driver for it. Install the bundle of its driver"),
                Map.entry(
                        "unset-variable",
                        "'modules.unset-variable.database.password' uses the environment variable 'MODKIT_TEST_UNSET', which is not set."),
                Map.entry(
                        "two-files",
                        "'modules.two-files.database.file' can't be combined with 'modules.two-files.database.path'."),
                Map.entry("file-and-host", "'modules.file-and-host.database.host' can't be used with the engine 'h2'"),
                Map.entry(
                        "two-engines",
                        "'modules.two-engines.database.engine' is 'h2', but the scheme of 'modules.two-engines.database.dsn' is that of 'postgres'."),
                Map.entry(
                        "no-such-server",
                        "'modules.no-such-server.database.server' names the server 'mian', but there is no such one"),
                Map.entry(
                        "missing-change-log",
                        "names the change log 'db/changelog.yaml', but the bundle of module 'missing-change-log' has no such file."),
                Map.entry(
                        "broken-yaml",
                        "'db/changelog.yaml' of module 'broken-yaml' can't be read: 'db/changelog.yaml', line 2, column 1: "),
                Map.entry("duplicate", "Change set 'db/changelog.yaml::one::proof' is there more than once."),
                Map.entry("edited", "Change set 'db/changelog.yaml::one::proof' was edited after it had been applied."),
                Map.entry(
                        "half-way",
                        "Change set 'two' by 'proof' in 'db/changelog.yaml' of module 'half-way' failed: Table \\\"NOWHERE\\\" not found (SQL state 42S02)."),
                Map.entry("greedy", "ms for a database connection, but all 2 of its pool are in use"));
    }
}

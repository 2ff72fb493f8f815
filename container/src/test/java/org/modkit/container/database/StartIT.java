// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Await;
import org.modkit.container.it.Distribution;
import org.modkit.container.it.RunningContainer;
import org.modkit.container.it.TestBundle;

/** Modules that find their schema there when they are initialized, at the first start and at the next ones. */
class StartIT {
    @TempDir
    Path home;

    private void deploy(String module) throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        MigratingBundle.of(module, ChangeLogText.of(module).step("one").step("two"))
                .with("Test-Use", "once")
                .writeTo(MigratingBundle.place(home, module));
    }

    /** Starts a container until its modules run, and returns what its migrations did. */
    private List<Map<?, ?>> start(String... modules) {
        try (var container = RunningContainer.on(home)) {
            for (String module : modules) {
                container.awaitState(module, "RUNNING");
            }
            assertThat(container.ask("status").exit()).isZero();
            var migrations = (List<?>)
                    RunningContainer.json(container.look(true, "migrate")).get("migrations");
            container.signal("TERM");
            assertThat(container.awaitExit()).isZero();
            return migrations.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
        }
    }

    private static List<String> outcomes(List<Map<?, ?>> migrations) {
        return migrations.stream()
                .map(one -> one.get("module") + " " + one.get("outcome") + " " + ((List<?>) one.get("applied")).size()
                        + " " + one.get("skipped"))
                .toList();
    }

    @Test
    void needsNoConfigurationAtAll() throws IOException {
        deploy("ledger");
        deploy("stock");

        assertThat(outcomes(start("ledger", "stock"))).containsExactly("ledger APPLIED 3 0", "stock APPLIED 3 0");
        assertThat(outcomes(start("ledger", "stock"))).containsExactly("ledger UP_TO_DATE 0 3", "stock UP_TO_DATE 0 3");
        for (String module : List.of("ledger", "stock")) {
            assertThat(Rows.applied(Rows.embedded(home, module), module)).containsExactly("begin", "one", "two");
        }
    }

    @Test
    void sharesOneDatabaseAmongModulesOnPostgres() throws IOException {
        try (var postgres = new Postgres()) {
            String database = postgres.fresh();
            configure(postgres.configuration(database));
            deploy("ledger");
            deploy("stock");

            assertThat(outcomes(start("ledger", "stock"))).containsExactly("ledger APPLIED 3 0", "stock APPLIED 3 0");
            assertThat(outcomes(start("ledger", "stock")))
                    .containsExactly("ledger UP_TO_DATE 0 3", "stock UP_TO_DATE 0 3");
            assertThat(postgres.column(
                            database,
                            "SELECT regexp_replace(tablename, '[0-9a-f]{8}', 'HASH') FROM pg_tables WHERE tablename LIKE"
                                    + " 'modkit%' ORDER BY 1"))
                    .containsExactly(
                            "modkit_migrations__ledger__HASH",
                            "modkit_migrations__ledger__HASH_lock",
                            "modkit_migrations__stock__HASH",
                            "modkit_migrations__stock__HASH_lock");
            assertThat(postgres.column(
                            "postgres", "SELECT pid FROM pg_stat_activity WHERE datname = '" + database + "'"))
                    .isEmpty();
        }
    }

    @Test
    void migratesWithOtherRightsThanItsModuleHas() throws IOException {
        try (var postgres = new Postgres()) {
            String database = postgres.fresh();
            postgres.execute(database, "CREATE ROLE worker LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            configure(
                    postgres.configuration(database)
                            + "modules: { ledger: { database: { user: worker, migration: { user: postgres, password: geheim } } } }\n");
            deploy("ledger");

            assertThat(outcomes(start("ledger"))).containsExactly("ledger APPLIED 3 0");
            assertThat(Files.readString(home.resolve("log/modkit.log")))
                    .contains("as worker")
                    .doesNotContain("geheim");
        }
    }

    @Test
    void usesADriverThatIsDroppedIn() throws IOException {
        configure("modules: { ledger: { database: { engine: acme, dsn: 'jdbc:acme:books' } } }\n");
        deploy("ledger");
        try (var container = RunningContainer.on(home)) {
            container.awaitState("ledger", "FAILED");
            assertThat(container.look(true, "why", "ledger")).contains("driver", "acme");

            TestBundle.of("driver", AcmeDriver.class)
                    .without("Bundle-Activator")
                    .without("Provide-Capability")
                    .importing("org.h2")
                    .withFile("META-INF/services/java.sql.Driver", AcmeDriver.class.getName())
                    .writeTo(MigratingBundle.place(home, "driver"));
            Await.until("the driver to be found", () -> {
                container.look(false, "retry", "ledger");
                return container.look(true, "why", "ledger").contains("RUNNING");
            });
            assertThat(container.log("modkit.log")).contains("Module ledger uses jdbc:h2:mem:books");
        }
    }

    private void configure(String yaml) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
    }

    @Test
    void waitsWithASentenceWhereNoBundleMigrates() throws Exception {
        Path installation = home.resolve("installation");
        copyWithout("org.modkit.database", installation);
        deploy("ledger");
        Process process = Distribution.start(
                List.of(installation.resolve("bin/modkit").toString(), "run", "--home", home.toString()),
                Map.of(),
                home);
        try {
            Await.until("the welcome", () -> Distribution.out(home).toFile().length() > 0 || !process.isAlive());
            assertThat(Distribution.modkit(home, "why", "ledger").out().replaceAll("\\s+", " "))
                    .contains("'ledger'", "database");
            assertThat(Distribution.modkit(home, "status").out()).contains("WAITING");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).isZero();
    }

    private static void copyWithout(String bundle, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.FOLDER)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(Distribution.FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.getFileName().toString().startsWith(bundle + "-")) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}

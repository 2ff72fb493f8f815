// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code migrate} as an operator types it, with lesson 6 and the embedded database. */
class MigrateIT {
    @TempDir
    Path home;

    @BeforeEach
    void deployLedger() throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        for (String sample : List.of("ledger.api", "ledger")) {
            Path jar = Distribution.sample(sample);
            Files.copy(jar, home.resolve("deploy").resolve(jar.getFileName()));
        }
    }

    private Distribution.Answer migrate(String... words) {
        return Distribution.modkit(
                home,
                Stream.concat(Stream.of("migrate"), List.of(words).stream()).toArray(String[]::new));
    }

    private void configure(String yaml) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
    }

    @Test
    void appliesOnceWhatTheDryRunShowed() throws IOException {
        var dry = migrate("--dry-run");
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out())
                .startsWith("-- Module 'ledger': 4 change sets pending")
                .contains("create table account (", "'1000', 'Cash'");
        assertThat(home.resolve("data/ledger")).doesNotExist();

        var first = migrate();
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out())
                .startsWith("1 module: 1 migrated.\n")
                .contains("applied db/changes/001-tables.sql::1-accounts::ledger");
        assertThat(first.err()).isEmpty();

        var second = migrate();
        assertThat(second.exit()).isZero();
        assertThat(second.out()).startsWith("1 module: 1 up to date.\n");
        assertThat(migrate("--dry-run").out())
                .startsWith("-- Module 'ledger': nothing is pending")
                .hasLineCount(1);
    }

    @Test
    void tellsHowTheDatabaseStandsToItsChangeLog() {
        assertThat(migrate("--status").out()).startsWith("1 module: 4 change sets pending.\n");
        migrate();

        var status = migrate("--status", "--json");

        assertThat(status.exit()).isZero();
        var ledger = (Map<?, ?>) ((List<?>) RunningContainer.json(status.out()).get("migrations")).get(0);
        assertThat((List<?>) ledger.get("applied")).hasSize(4);
        assertThat((List<?>) ledger.get("pending")).isEmpty();
        assertThat(ledger.get("lock")).isNull();
    }

    @Test
    void isAnsweredByTheContainerThatRuns() {
        try (var container = RunningContainer.on(home)) {
            assertThat(container.ask("migrate").out()).startsWith("1 module: 1 migrated.\n");
            assertThat(container.ask("migrate", "--status").out()).startsWith("1 module: nothing is pending.\n");
            assertThat(container.ask("migrate", "--release-lock", "ledger").out())
                    .isEqualTo("Nobody holds the lock of the migrations of module 'ledger'.\n");
            assertThat(container.ask("databases").out()).contains("data/ledger/database");
            assertThat(container.log("modkit.log")).contains("Coffee has cost 250 cents so far.");

            assertThat(container.ask("stop").exit()).isZero();
        }
        try (var container = RunningContainer.on(home)) {
            assertThat(container.ask("migrate").out()).startsWith("1 module: 1 up to date.\n");
            assertThat(container.log("modkit.log")).contains("Coffee has cost 500 cents so far.");
        }
    }

    @Test
    void failsWithWhatTheCheckTellsToo() throws IOException {
        configure("modules: { ledger: { database: { server: mian } } }\n");

        var check = Distribution.modkit(home, "check");
        assertThat(check.exit()).isEqualTo(4);
        assertThat(check.err()).contains("'modules.ledger.database.server' names the server 'mian'", "(line 1 of ");

        var failed = migrate();
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).startsWith("1 module: 1 failed.\n").contains("names the server 'mian'");
        // The table tells it, so the console does not tell it again.
        assertThat(failed.err()).isEmpty();
    }

    @Test
    void checkTellsEverybodysDatabaseAndNoSecret() throws IOException {
        configure("""
                database:
                  servers:
                    main: { engine: postgres, host: db, user: app, password: geheim, dbname: app }
                modules:
                  ledger: { database: { server: main, dbname: books } }
                  mail: { database: { dsn: "postgres://app:geheim@db/mail" } }
                """);

        var check = Distribution.modkit(home, "check");
        assertThat(check.exit()).isZero();
        assertThat(check.out())
                .contains("  ledger              jdbc:postgresql://db:5432/books\n")
                .contains("  every other module  jdbc:h2:file:" + home.resolve("data/MODULE/database") + "\n");
        assertThat(check.out() + Distribution.modkit(home, "--print-config").out())
                .doesNotContain("geheim");
    }

    @Test
    void saysThatThereIsNothingToMigrateAndHowItIsTyped() throws IOException {
        Files.delete(
                home.resolve("deploy").resolve(Distribution.sample("ledger").getFileName()));
        TestBundle.of("alone").writeTo(home.resolve("deploy/alone.jar"));

        assertThat(migrate().out()).isEqualTo("No module has migrations.\n");

        assertThat(migrate("--status", "--dry-run").exit()).isEqualTo(2);
        assertThat(migrate("--release-lock").exit()).isEqualTo(2);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Await;
import org.modkit.container.it.Distribution;

/**
 * Processes that are killed in the middle of a migration, over and over, and the next start, which must recover by itself.
 *
 * <p>Every change set makes a table and notes itself before and behind a gate. The process is killed at the gate, or a few
 * milliseconds after the gate was opened, while what was noted is being committed.
 */
@Tag("once")
class KilledIT {
    private static final int CHANGE_SETS = 12;
    private static final String MODULE = "ledger";

    @TempDir
    Path folder;

    private Path home;
    private Gates gates;

    @BeforeEach
    void deploy() throws IOException {
        home = folder.resolve("home");
        gates = new Gates(folder.resolve("gates"));
        Files.createDirectories(home.resolve("deploy"));
        var changes = ChangeLogText.of(MODULE);
        for (int i = 1; i <= CHANGE_SETS; i++) {
            changes.gated(name(i), gates.folder());
        }
        MigratingBundle.withGates(MODULE, changes).writeTo(MigratingBundle.place(home, MODULE));
    }

    private static String name(int changeSet) {
        return "c%02d".formatted(changeSet);
    }

    @Test
    void leaveNothingUndoneAndNothingDoneTwiceInH2() throws Exception {
        Path file = home.resolve("data").resolve(MODULE).resolve("database.mv.db");
        killAtTheBeginning(() -> Files.exists(file));
        killEverywhere();

        assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
        assertAllExactlyOnce(Rows.embedded(home, MODULE));
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**before-migration*");
    }

    @Test
    void leaveNothingUndoneAndNothingDoneTwiceInPostgres() throws Exception {
        try (var postgres = new Postgres()) {
            String database = postgres.fresh();
            configure(postgres.configuration(database));
            killAtTheBeginning(() -> !postgres.column(
                            database, "SELECT tablename FROM pg_tables WHERE tablename LIKE 'modkit_migrations__%'")
                    .isEmpty());
            killEverywhere();

            assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
            assertAllExactlyOnce(postgres.url(database));
        }
    }

    /** The server goes on with the statement of a client that is gone, and holds its locks until then. */
    @Test
    void areOvercomeWhileTheServerIsStillBusyWithTheirStatement() throws Exception {
        try (var postgres = new Postgres()) {
            String database = postgres.fresh();
            configure(postgres.configuration(database));
            var changes = ChangeLogText.of(MODULE)
                    .step("one")
                    .changeSet("slow")
                    .sql("CREATE TABLE slow (id INT)")
                    .sql("INSERT INTO ledger_effects SELECT 'slow' FROM pg_sleep(2)");
            MigratingBundle.of(MODULE, changes).writeTo(MigratingBundle.place(home, MODULE));
            Process process = migrate();
            Await.until(
                    "the slow statement",
                    () -> !postgres.column(
                                    database,
                                    "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%effects SELECT%'"
                                            + " AND pid <> pg_backend_pid()")
                            .isEmpty());
            process.destroyForcibly().waitFor();

            assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
            assertThat(Rows.applied(postgres.url(database), MODULE)).containsExactly("begin", "one", "slow");
            assertThat(postgres.column(database, "SELECT step FROM ledger_effects"))
                    .containsExactly("one", "slow");
        }
    }

    private void configure(String yaml) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
    }

    private Process migrate() throws IOException {
        return Distribution.start(home, Map.of(), List.of("migrate"), folder);
    }

    private void killAtTheBeginning(BooleanSupplier begun) throws Exception {
        gates.hold(name(1));
        Process process = migrate();
        Await.until("the migration to begin", begun);
        process.destroyForcibly().waitFor();
    }

    private void killEverywhere() throws Exception {
        for (int i = 1; i <= CHANGE_SETS; i++) {
            gates.hold(name(i));
            // It must not get any further than the next one.
            gates.hold(name(i + 1));
            Process process = migrate();
            gates.awaitReached(name(i), process);
            if (i % 2 == 0) {
                gates.open(name(i));
                LockSupport.parkNanos(Duration.ofMillis(i * i / 4).toNanos());
            }
            process.destroyForcibly().waitFor();
            gates.open(name(i));
        }
        gates.open(name(CHANGE_SETS + 1));
    }

    private static void assertAllExactlyOnce(String url) {
        List<String> ids = new ArrayList<>(List.of("begin"));
        List<String> effects = new ArrayList<>();
        for (int i = 1; i <= CHANGE_SETS; i++) {
            ids.add(name(i));
            effects.addAll(List.of(name(i) + " before", name(i) + " behind"));
            assertThat(Rows.column(url, "SELECT COUNT(*) FROM ledger_effects_" + name(i)))
                    .containsExactly("0");
        }
        assertThat(Rows.applied(url, MODULE)).containsExactlyElementsOf(ids);
        assertThat(Rows.column(url, "SELECT step FROM ledger_effects")).containsExactlyInAnyOrderElementsOf(effects);
    }
}

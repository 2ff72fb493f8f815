// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Distribution;
import org.modkit.container.it.RunningContainer;

/** {@code modkit migrate} and what it can be asked instead, as processes, on one PostgreSQL. */
@Tag("once")
class MigrateVerbIT {
    private static final String TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    private static Postgres postgres;

    @TempDir
    Path home;

    private String database;

    @BeforeAll
    static void startServer() {
        postgres = new Postgres();
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        database = postgres.fresh();
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), postgres.configuration(database));
        deploy(ChangeLogText.of("ledger").step("one"));
    }

    private void deploy(ChangeLogText changes) {
        MigratingBundle.of("ledger", changes).with("Test-Use", "once").writeTo(MigratingBundle.place(home, "ledger"));
    }

    private List<String> applied() {
        return Rows.applied(postgres.url(database), "ledger");
    }

    @Test
    void writesNothingInADryRunAndThenWhatItSaid() {
        var plan = Distribution.modkit(home, "migrate", "--dry-run");
        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("CREATE TABLE ledger_effects", "INSERT INTO ledger_effects VALUES ('one')");
        assertThat(postgres.column(database, TABLES)).isEmpty();
        assertThat(Distribution.modkit(home, "migrate", "--status").out())
                .contains("2 change sets pending", "pending db/changelog.yaml::one::proof");
        assertThat(postgres.column(database, TABLES)).isEmpty();

        var migrated = Distribution.modkit(home, "migrate");
        assertThat(migrated.exit()).as(migrated.err()).isZero();
        assertThat(migrated.out()).contains("1 module: 1 migrated.", "applied db/changelog.yaml::one::proof");
        assertThat(applied()).containsExactly("begin", "one");
        var again = Distribution.modkit(home, "migrate", "--json");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("\"outcome\":\"UP_TO_DATE\"", "\"skipped\":2");
        assertThat(Distribution.modkit(home, "migrate", "--dry-run").out()).doesNotContain("INSERT");
    }

    @Test
    void writesNothingInADryRunOnTheEmbeddedDefault() throws IOException {
        Files.writeString(home.resolve("etc/modkit.yaml"), "modules: {}\n");

        assertThat(Distribution.modkit(home, "migrate", "--dry-run").out()).contains("CREATE TABLE ledger_effects");
        assertThat(home.resolve("data/ledger/database.mv.db")).doesNotExist();
        assertThat(Distribution.modkit(home, "migrate", "--status").exit()).isZero();
        assertThat(home.resolve("data/ledger/database.mv.db")).doesNotExist();
    }

    @Test
    void fallsWithTheFirstBadChangeSetAndGoesOnThereOnceItIsMended() {
        deploy(ChangeLogText.of("ledger")
                .step("one")
                .changeSet("two")
                .sql("INSERT INTO ledger_effects VALUES ('two')")
                .sql("INSERT INTO nowhere VALUES (1)")
                .step("three"));
        var failed = Distribution.modkit(home, "migrate");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out().replaceAll("\\s+", " ")).contains("1 failed", "'two'", "42P01", "nowhere");
        assertThat(applied()).containsExactly("begin", "one");
        assertThat(Distribution.modkit(home, "migrate", "--status").out()).contains("2 change sets pending");

        deploy(ChangeLogText.of("ledger").step("one").step("two").step("three"));
        assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
        assertThat(applied()).containsExactly("begin", "one", "two", "three");
        assertThat(postgres.column(database, "SELECT step FROM ledger_effects")).containsExactly("one", "two", "three");
    }

    @Test
    void tellsWhatWasEditedAfterItWasApplied() {
        assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
        deploy(ChangeLogText.of("ledger").changeSet("one").sql("CREATE TABLE other (id INT)"));

        var status = Distribution.modkit(home, "migrate", "--status");
        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.out()).contains("edited after being applied db/changelog.yaml::one::proof");
    }

    /** A lock of another machine, of which nobody here can say whether it lives. */
    @Test
    void waitsForALockNoLongerThanItMayAndReleasesItWhenAsked() throws IOException {
        assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
        String lock = Rows.history(postgres.url(database), "ledger") + "_lock";
        postgres.execute(
                database,
                "UPDATE " + lock + " SET locked = true, lockgranted = now(), lockedby = 'elsewhere' WHERE id = 1");
        deploy(ChangeLogText.of("ledger").step("one").step("two"));
        Files.writeString(
                home.resolve("etc/modkit.yaml"),
                postgres.configuration(database).replace("{ default", "{ lock_wait: 1s, default"));

        var waited = Distribution.modkit(home, "migrate");
        assertThat(waited.exit()).isEqualTo(1);
        assertThat(waited.out().replaceAll("\\s+", " ")).contains("elsewhere", "modkit migrate --release-lock ledger");
        assertThat(Distribution.modkit(home, "migrate", "--status").out()).contains("elsewhere");
        var released = Distribution.modkit(home, "migrate", "--release-lock", "ledger");
        assertThat(released.exit()).isZero();
        assertThat(released.out()).contains("elsewhere");
        assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
        assertThat(applied()).containsExactly("begin", "one", "two");
    }

    @Test
    void asksTheContainerThatRunsThere() {
        try (var container = RunningContainer.on(home)) {
            container.awaitState("ledger", "RUNNING");
            assertThat(Distribution.modkit(home, "migrate").out()).contains("1 module: 1 migrated.");
            assertThat(Distribution.modkit(home, "migrate", "--status").out()).contains("nothing is pending");
            assertThat(Distribution.modkit(home, "databases").out()).contains("ledger", database);
        }
    }
}

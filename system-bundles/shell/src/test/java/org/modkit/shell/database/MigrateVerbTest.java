// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.modkit.api.database.ChangeSet;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.api.database.MigrationStatus;
import org.modkit.api.database.PoolStatus;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.Phase;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.shell.ScriptedRuntime;
import org.modkit.shell.verb.Exit;
import org.modkit.shell.verb.Host;
import org.modkit.shell.verb.Invocation;
import org.modkit.shell.verb.Reply;
import org.modkit.shell.verb.RuntimeSource;
import org.modkit.shell.verb.Verbs;

class MigrateVerbTest {
    private static final ChangeSet TABLE = new ChangeSet("1", "ann", "db/001.sql");
    private static final ChangeSet ROWS = new ChangeSet("2", "ann", "db/002.yaml");

    private final List<String> told = new ArrayList<>();
    private final Reply reply = new Reply() {
        @Override
        public void out(String text) {
            told.add(text);
        }

        @Override
        public void err(String text) {
            told.add("! " + text);
        }
    };

    private final ScriptedRuntime scripted = new ScriptedRuntime();
    private final RuntimeSource runtime = () -> Optional.of(scripted);
    private Optional<ScriptedDatabases> databases = Optional.of(new ScriptedDatabases());
    private boolean endsAfterMigrating = true;

    @Test
    void tellsWhatWasAppliedSkippedAndFailed() {
        databases = Optional.of(new ScriptedDatabases().reporting(applied(), upToDate(), failed()));

        assertThat(run("migrate")).isEqualTo(Exit.FAILED);
        assertThat(told).containsExactly("""
                3 modules: 1 migrated, 1 up to date, 1 failed.

                MODULE  OUTCOME     APPLIED  SKIPPED  TOOK    DATABASE
                ledger  APPLIED     2        1        120 ms  h2:file:/srv/ledger
                    applied db/001.sql::1::ann
                    applied db/002.yaml::2::ann
                mail    UP TO DATE  0        4        3 ms    h2:mem:mail
                notes   FAILED      0        0        1.5 s   -
                    Change set '7' failed. Correct it.""");
    }

    @Test
    void endsWellIfNothingFailed() {
        assertThat(run("migrate")).isEqualTo(Exit.OK);
        databases = Optional.of(new ScriptedDatabases().reporting(applied(), upToDate()));
        assertThat(run("migrate")).isEqualTo(Exit.OK);
        assertThat(told).hasSize(2).first().isEqualTo("No module has migrations.");
    }

    @Test
    void tellsOfModulesThatDidNotGetThatFar() {
        databases = Optional.of(new ScriptedDatabases().reporting(applied()));
        scripted.with(
                module("broken", ModuleState.FAILED, "Module 'broken' failed in PRE_INIT.", "system"),
                past(Phase.DATABASE, module("ledger", ModuleState.WAITING, "Nobody climbs further.", "db")),
                module("shop", ModuleState.WAITING, "Module 'shop' waits for 'broken'.", "db"));

        assertThat(run("migrate")).isEqualTo(Exit.FAILED);
        assertThat(told).singleElement().asString().endsWith("""
                broken  FAILED   -        -        -       -
                    Module 'broken' failed in PRE_INIT.
                ledger  APPLIED  2        1        120 ms  h2:file:/srv/ledger
                    applied db/001.sql::1::ann
                    applied db/002.yaml::2::ann
                shop    WAITING  -        -        -       -
                    Module 'shop' waits for 'broken'.""");
    }

    @Test
    void doesNotMindInARunningContainerWhatHasNothingToDoWithDatabases() {
        endsAfterMigrating = false;
        scripted.with(module("broken", ModuleState.FAILED, "Module 'broken' failed in START.", "stateful"));

        assertThat(run("migrate")).isEqualTo(Exit.OK);
        assertThat(told).containsExactly("No module has migrations.");
    }

    @Test
    void tellsWhatWasRefusedWhereNobodyWillAskForIt() {
        scripted.with(new RuntimeStatus(true, true, List.of(), List.of("Two bundles offer a module named 'ledger'.")));

        assertThat(run("migrate")).isEqualTo(Exit.OK);
        endsAfterMigrating = false;
        assertThat(run("migrate")).isEqualTo(Exit.OK);
        assertThat(told)
                .containsExactly(
                        "! Two bundles offer a module named 'ledger'.",
                        "No module has migrations.",
                        "No module has migrations.");
    }

    @Test
    void tellsMachinesTheSame() {
        databases = Optional.of(new ScriptedDatabases().reporting(applied()));
        scripted.with(module("shop", ModuleState.WAITING, "Module 'shop' waits.", "db"));

        assertThat(run("migrate", "--json")).isEqualTo(Exit.FAILED);
        assertThat(told)
                .containsExactly("{\"schema\":1,\"migrations\":["
                        + "{\"module\":\"ledger\",\"database\":\"h2:file:/srv/ledger\",\"outcome\":\"APPLIED\","
                        + "\"applied\":[{\"id\":\"1\",\"author\":\"ann\",\"file\":\"db/001.sql\"},"
                        + "{\"id\":\"2\",\"author\":\"ann\",\"file\":\"db/002.yaml\"}],"
                        + "\"skipped\":1,\"tookMicros\":120000,\"problem\":null},"
                        + "{\"module\":\"shop\",\"database\":null,\"outcome\":\"NOT_MIGRATED\",\"applied\":[],"
                        + "\"skipped\":0,\"tookMicros\":0,\"problem\":\"Module 'shop' waits.\"}]}");
    }

    @Test
    void waitsUntilTheLastModuleHasPassedAndTellsForWhatOnce() {
        String locked = "Module 'ledger' waits for the lock of its migrations.";
        var settled = new CompletableFuture<RuntimeStatus>();
        var looks = new AtomicInteger();
        scripted.with(module("ledger", ModuleState.STARTING, locked, "db")).settledWhen(settled, () -> {
            if (looks.incrementAndGet() == 3) {
                settled.complete(new RuntimeStatus(true, true, List.of(), List.of()));
            }
        });

        assertThat(run("migrate")).isEqualTo(Exit.OK);
        assertThat(told).containsExactly("! " + locked, "No module has migrations.");
        assertThat(looks).hasValue(3);
    }

    @Test
    void doesNotWaitInARunningContainerForModulesThatAreFurtherOn() {
        endsAfterMigrating = false;
        scripted.with(past(Phase.INIT, module("ledger", ModuleState.STARTING, "", "db", "stateful")))
                .settledWhen(new CompletableFuture<>(), () -> {});

        assertThat(run("migrate")).isEqualTo(Exit.OK);
    }

    @Test
    void statusTellsWhatIsPendingAndWhatWasEdited() {
        databases = Optional.of(new ScriptedDatabases()
                .standing(
                        new MigrationStatus(
                                "ledger",
                                "h2:mem:a",
                                List.of(TABLE),
                                List.of(ROWS),
                                List.of(),
                                "held by process 7",
                                ""),
                        new MigrationStatus("mail", "h2:mem:b", List.of(TABLE), List.of(), List.of(TABLE), "", ""),
                        new MigrationStatus(
                                "notes", "", List.of(), List.of(), List.of(), "", "There is no server 'main'.")));

        assertThat(run("migrate", "--status")).isEqualTo(Exit.FAILED);
        assertThat(told).containsExactly("""
                        3 modules: 1 change set pending, 1 edited after being applied, 1 could not be looked at.

                        MODULE  APPLIED  PENDING  CHANGED  DATABASE
                        ledger  1        1        0        h2:mem:a
                            pending db/002.yaml::2::ann
                            The lock of its migrations is held by process 7.
                        mail    1        0        1        h2:mem:b
                            edited after being applied db/001.sql::1::ann
                        notes   -        -        -        -
                            There is no server 'main'.""");
    }

    @Test
    void pendingChangeSetsAreNoFailure() {
        databases = Optional.of(new ScriptedDatabases()
                .standing(new MigrationStatus("ledger", "h2:mem:a", List.of(), List.of(ROWS), List.of(), "", "")));

        assertThat(run("migrate", "--status", "--json")).isEqualTo(Exit.OK);
        assertThat(told)
                .containsExactly("{\"schema\":1,\"migrations\":[{\"module\":\"ledger\",\"database\":\"h2:mem:a\","
                        + "\"applied\":[],\"pending\":[{\"id\":\"2\",\"author\":\"ann\",\"file\":\"db/002.yaml\"}],"
                        + "\"changed\":[],\"lock\":null,\"problem\":null}]}");
    }

    @Test
    void dryRunIsAScript() {
        databases = Optional.of(new ScriptedDatabases()
                .planning(
                        new MigrationPlan("ledger", "h2:mem:a", List.of(TABLE), "CREATE TABLE a;\n", ""),
                        new MigrationPlan("mail", "h2:mem:b", List.of(), "", ""),
                        new MigrationPlan("notes", "", List.of(), "", "There is no server 'main'.")));

        assertThat(run("migrate", "--dry-run")).isEqualTo(Exit.FAILED);
        assertThat(told)
                .containsExactly(
                        "-- Module 'ledger': 1 change set pending (h2:mem:a).\n\nCREATE TABLE a;\n",
                        "-- Module 'mail': nothing is pending (h2:mem:b).",
                        "! There is no server 'main'.");
    }

    @Test
    void dryRunTellsMachinesTheSame() {
        databases = Optional.of(new ScriptedDatabases()
                .planning(new MigrationPlan("ledger", "h2:mem:a", List.of(TABLE), "CREATE TABLE a;", "")));
        scripted.with(module("shop", ModuleState.WAITING, "Module 'shop' waits.", "db"));

        assertThat(run("migrate", "--dry-run", "--json")).isEqualTo(Exit.FAILED);
        assertThat(told)
                .containsExactly("{\"schema\":1,\"plans\":[{\"module\":\"ledger\",\"database\":\"h2:mem:a\","
                        + "\"pending\":[{\"id\":\"1\",\"author\":\"ann\",\"file\":\"db/001.sql\"}],"
                        + "\"sql\":\"CREATE TABLE a;\",\"problem\":null},"
                        + "{\"module\":\"shop\",\"database\":null,\"pending\":[],\"sql\":\"\","
                        + "\"problem\":\"Module 'shop' waits.\"}]}");
    }

    @Test
    void releasesALockAndSaysWhatItFound() {
        scripted.with(module("ledger", ModuleState.FAILED, "", "db"));
        assertThat(run("migrate", "--release-lock", "ledger")).isEqualTo(Exit.OK);
        assertThat(run("migrate", "--release-lock", "ledger", "--json")).isEqualTo(Exit.OK);
        assertThat(run("migrate", "--release-lock", "nobody")).isEqualTo(Exit.FAILED);
        assertThat(run("migrate", "--release-lock", "leger")).isEqualTo(Exit.OK);
        assertThat(told)
                .containsExactly(
                        "The lock of the migrations of module 'ledger' was free.",
                        "{\"schema\":1,\"module\":\"ledger\","
                                + "\"text\":\"The lock of the migrations of module 'ledger' was free.\"}",
                        "! Module 'nobody' has no database.",
                        "The lock of the migrations of module 'leger' was free.",
                        "! No active bundle offers a module named 'leger'; is that the right name?");
    }

    @Test
    void saysHowItIsTyped() {
        assertThat(run("migrate", "--release-lock")).isEqualTo(Exit.USAGE);
        assertThat(run("migrate", "ledger")).isEqualTo(Exit.USAGE);
        assertThat(told)
                .containsExactly(
                        "! Expected 'migrate [--status | --dry-run | --release-lock MODULE] [--json]', but found"
                                + " '--release-lock'.",
                        "! Expected 'migrate [--status | --dry-run | --release-lock MODULE] [--json]', but found"
                                + " 'ledger'.");
    }

    @Test
    void saysSoWhenNobodyHasDatabases() {
        databases = Optional.empty();

        assertThat(run("migrate")).isEqualTo(Exit.FAILED);
        assertThat(run("databases")).isEqualTo(Exit.FAILED);
        assertThat(told)
                .hasSize(2)
                .allMatch(line -> line.equals("! No bundle carries out the database phase."
                        + " Bundle 'org.modkit.database' is missing, not started, or just being replaced."));
    }

    @Test
    void databasesShowsConnectionsAndModulesThatOnlyMigrated() {
        databases = Optional.of(new ScriptedDatabases()
                .reporting(applied(), upToDate())
                .pooling(new PoolStatus("mail", "h2:mem:mail", 2, 1, 0, 10, "The database does not answer.")));

        assertThat(run("databases")).isEqualTo(Exit.OK);
        assertThat(run("databases", "--json")).isEqualTo(Exit.OK);
        assertThat(told)
                .containsExactly(
                        """
                        MODULE  IN USE  IDLE  WAITING  MAX  DATABASE
                        ledger  -       -     -        -    h2:file:/srv/ledger
                        mail    2       1     0        10   h2:mem:mail
                            The database does not answer.""",
                        "{\"schema\":1,\"databases\":["
                                + "{\"module\":\"ledger\",\"database\":\"h2:file:/srv/ledger\",\"pool\":null},"
                                + "{\"module\":\"mail\",\"database\":\"h2:mem:mail\",\"pool\":{\"active\":2,\"idle\":1,"
                                + "\"waiting\":0,\"max\":10,\"trouble\":\"The database does not answer.\"}}]}");
    }

    private int run(String verb, String... words) {
        DatabaseSource source = () -> databases.map(all -> all);
        return Verbs.of(runtime, Host.karaf(), Clock.systemUTC())
                .with("migrate", new MigrateVerb(runtime, source, endsAfterMigrating))
                .with("databases", new DatabasesVerb(source))
                .run(verb, Invocation.of(List.of(words), 120), reply);
    }

    private static ModuleStatus module(String name, ModuleState state, String reason, String... capabilities) {
        return new ModuleStatus(
                name,
                state,
                Optional.empty(),
                false,
                true,
                List.of(capabilities),
                List.of(),
                new BundleRef("acme." + name, "1.2.0", 42),
                ScriptedRuntime.SINCE,
                0,
                "",
                reason);
    }

    private static ModuleStatus past(Phase phase, ModuleStatus module) {
        return new ModuleStatus(
                module.name(),
                module.state(),
                Optional.of(phase),
                module.system(),
                module.required(),
                module.capabilities(),
                module.needs(),
                module.bundle(),
                module.since(),
                module.restarts(),
                module.place(),
                module.reason());
    }

    private static MigrationReport applied() {
        return new MigrationReport(
                "ledger", "h2:file:/srv/ledger", Outcome.APPLIED, List.of(TABLE, ROWS), 1, "", Duration.ofMillis(120));
    }

    private static MigrationReport upToDate() {
        return new MigrationReport("mail", "h2:mem:mail", Outcome.UP_TO_DATE, List.of(), 4, "", Duration.ofMillis(3));
    }

    private static MigrationReport failed() {
        return new MigrationReport(
                "notes",
                "",
                Outcome.FAILED,
                List.of(),
                0,
                "Change set '7' failed. Correct it.",
                Duration.ofMillis(1500));
    }
}

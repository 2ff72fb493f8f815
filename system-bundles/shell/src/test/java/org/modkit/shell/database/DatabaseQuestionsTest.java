// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationStatus;
import org.modkit.api.database.PoolStatus;
import org.modkit.api.status.ModuleState;
import org.modkit.shell.verb.Exit;

/** What can be asked of databases without changing them, and the release of a lock. */
class DatabaseQuestionsTest extends DatabaseConsole {
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
}

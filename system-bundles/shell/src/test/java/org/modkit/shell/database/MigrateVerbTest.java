// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.shell.verb.Exit;

class MigrateVerbTest extends DatabaseConsole {
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
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Await;
import org.modkit.container.it.Distribution;

/** Two containers, each on a home of its own, with the same modules on one PostgreSQL. */
@Tag("once")
class TwoContainersIT {
    private static final List<String> MODULES = List.of("ledger", "stock");
    private static final int CHANGE_SETS = 5;
    private static Postgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() {
        postgres = new Postgres();
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @RepeatedTest(3)
    void thatStartAtOnceApplyEachChangeSetOnce() throws Exception {
        String database = postgres.fresh();
        List<Process> processes = new ArrayList<>();
        for (String home : List.of("left", "right")) {
            prepare(folder.resolve(home), database);
        }
        for (String home : List.of("left", "right")) {
            processes.add(Distribution.start(folder.resolve(home), Map.of(), List.of("migrate"), folder.resolve(home)));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(processes)
                .as(Files.readString(Distribution.err(folder.resolve("left")))
                        + Files.readString(Distribution.err(folder.resolve("right"))))
                .extracting(Process::exitValue)
                .containsOnly(0);
        for (String module : MODULES) {
            List<String> ids = ids();
            assertThat(postgres.column(database, "SELECT step FROM " + module + "_effects"))
                    .containsExactlyElementsOf(ids);
            ids.add(0, "begin");
            assertThat(Rows.applied(postgres.url(database), module)).containsExactlyElementsOf(ids);
        }
    }

    @Test
    void waitForEachOtherAndSayForWhom() throws Exception {
        String database = postgres.fresh();
        var gates = new Gates(folder.resolve("gates"));
        gates.hold("held");
        var changes = ChangeLogText.of("ledger").gated("held", gates.folder());
        for (String home : List.of("left", "right")) {
            prepare(folder.resolve(home), database);
            Files.delete(MigratingBundle.place(folder.resolve(home), "stock"));
            MigratingBundle.withGates("ledger", changes).writeTo(MigratingBundle.place(folder.resolve(home), "ledger"));
        }
        Process owner =
                Distribution.start(folder.resolve("left"), Map.of(), List.of("migrate"), folder.resolve("left"));
        gates.awaitReached("held", owner);
        Process waiting =
                Distribution.start(folder.resolve("right"), Map.of(), List.of("migrate"), folder.resolve("right"));
        Path log = folder.resolve("right/log/modkit.log");
        Await.until("the second to name the first", () -> read(log).contains("process " + owner.pid()));
        assertThat(waiting.isAlive()).isTrue();

        gates.open("held");
        for (Process process : List.of(owner, waiting)) {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(postgres.column(database, "SELECT step FROM ledger_effects"))
                .containsExactly("held before", "held behind");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void prepare(Path home, String database) throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), postgres.configuration(database));
        for (String module : MODULES) {
            var changes = ChangeLogText.of(module);
            ids().forEach(changes::step);
            MigratingBundle.of(module, changes).writeTo(MigratingBundle.place(home, module));
        }
    }

    private static List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= CHANGE_SETS; i++) {
            ids.add("c" + i);
        }
        return ids;
    }
}

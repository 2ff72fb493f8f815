// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Distribution;

/** Migrations that are called off in the middle of a change set, by a signal or a deadline, and the next start. */
@Tag("once")
class InterruptedIT {
    @TempDir
    Path folder;

    private Path home;
    private Gates gates;

    @BeforeEach
    void deploy() throws IOException {
        home = folder.resolve("home");
        gates = new Gates(folder.resolve("gates"));
        gates.hold("held");
        Files.createDirectories(home.resolve("deploy"));
        MigratingBundle.withGates(
                        "ledger", ChangeLogText.of("ledger").step("one").gated("held", gates.folder()))
                .writeTo(MigratingBundle.place(home, "ledger"));
    }

    private void configure(String yaml) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
    }

    private Process migrate() throws IOException {
        Process process = Distribution.start(home, Map.of(), List.of("migrate"), folder);
        gates.awaitReached("held", process);
        return process;
    }

    private void recovers(String url) {
        gates.open("held");
        assertThat(Distribution.modkit(home, "migrate").exit()).isZero();
        assertThat(Rows.applied(url, "ledger")).containsExactly("begin", "one", "held");
        assertThat(Rows.column(url, "SELECT step FROM ledger_effects"))
                .containsExactly("one", "held before", "held behind");
    }

    @Test
    void giveWayToASignalOnPostgres() throws Exception {
        try (var postgres = new Postgres()) {
            String database = postgres.fresh();
            configure(postgres.configuration(database));
            Process process = migrate();

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Rows.applied(postgres.url(database), "ledger")).containsExactly("begin", "one");
            String lock = Rows.history(postgres.url(database), "ledger") + "_lock";
            assertThat(postgres.column(database, "SELECT locked FROM " + lock + " WHERE id = 1"))
                    .containsExactly("f");
            recovers(postgres.url(database));
        }
    }

    @Test
    void giveWayToASignalInH2() throws Exception {
        Process process = migrate();

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        recovers(Rows.embedded(home, "ledger"));
    }

    /** H2 can't undo the table that the change set made before its time was up. */
    @Test
    void endAtTheirDeadlineInH2() throws Exception {
        configure("lifecycle: { deadlines: { database: 3s } }\n");
        Process process = migrate();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        configure("modules: {}\n");
        recovers(Rows.embedded(home, "ledger"));
    }
}

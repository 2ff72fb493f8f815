// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Await;
import org.modkit.container.it.RunningContainer;

/** Databases that stop answering while their modules run. */
@Tag("once")
class LostDatabaseIT {
    @TempDir
    Path home;

    @Test
    void areToldInStatusAndWhyUntilTheyAnswerAgain() throws IOException {
        try (var postgres = new Postgres()) {
            String database = postgres.fresh();
            String other = postgres.fresh();
            Files.createDirectories(home.resolve("deploy"));
            Files.createDirectories(home.resolve("etc"));
            Files.writeString(
                    home.resolve("etc/modkit.yaml"),
                    postgres.configuration(database) + "modules: { stock: { database: { dbname: " + other + " } } }\n");
            for (String module : new String[] {"ledger", "stock"}) {
                MigratingBundle.of(module, ChangeLogText.of(module))
                        .with("Test-Use", "once")
                        .writeTo(MigratingBundle.place(home, module));
            }
            try (var container = RunningContainer.on(home)) {
                container.awaitState("ledger", "RUNNING");
                container.awaitState("stock", "RUNNING");

                postgres.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
                awaitTrouble(container, "ledger", true);
                container.awaitState("ledger", "RUNNING");
                assertThat(container.look(false, "why", "stock")).doesNotContain("can't open");

                postgres.execute("postgres", "CREATE DATABASE " + database);
                awaitTrouble(container, "ledger", false);

                postgres.stop();
                awaitTrouble(container, "ledger", true);
                awaitTrouble(container, "stock", true);
                container.signal("TERM");
                assertThat(container.awaitExit()).isZero();
            }
        }
    }

    private static void awaitTrouble(RunningContainer container, String module, boolean there) {
        String sentence = "Module '" + module + "' can't open its database";
        Await.until(
                "the trouble of " + module + " to be " + (there ? "told" : "over"),
                () -> told(container.look(false, "why", module), sentence) == there
                        && told(container.look(false, "status"), sentence) == there);
    }

    private static boolean told(String page, String sentence) {
        return page.replaceAll("\\s+", " ").contains(sentence);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.configuration.Settings;

class PidsTest {
    private static final String GATEWAY = "org.modkit.module~rest-gateway";
    private static final String HUB = "org.modkit.module~grpc-hub";
    private static final String DIRECTORY = "org.modkit.module~directory";
    private static final String LISTING = "org.modkit.module~module-orchestrator";

    @TempDir
    Path folder;

    private Map<String, ? extends Map<String, ?>> pids(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("modkit.yaml"), yaml);
        return Pids.of(Settings.load(file, Map.of()));
    }

    @Test
    void givesTheRuntimeItsSectionAndEveryModuleAConfigurationOfItsOwn() throws IOException {
        var pids = pids("""
                lifecycle: { workers: 3, deadlines: { start: 5s } }
                modules:
                  mail: { required: false, config: { host: a } }
                  clock: {}
                """);

        assertThat(pids)
                .containsOnlyKeys(
                        "org.modkit.database",
                        "org.modkit.logging",
                        "org.modkit.module~clock",
                        "org.modkit.module~mail",
                        DIRECTORY,
                        HUB,
                        LISTING,
                        GATEWAY,
                        "org.modkit.runtime");
        assertThat(pids.get("org.modkit.runtime"))
                .isEqualTo(Map.of("lifecycle.workers", 3L, "lifecycle.deadlines.start", "5s"));
        assertThat(pids.get("org.modkit.module~mail")).isEqualTo(Map.of("required", false, "config.host", "a"));
        assertThat(pids.get("org.modkit.module~clock")).isEmpty();
    }

    @Test
    void tellsASectionThatIsEmptyFromOneThatIsAbsent() throws IOException {
        var pids = pids("modules:\n  a: { config: {} }\n  b: { config: }\n  c: { required: true }\n");

        assertThat(pids.get("org.modkit.module~a")).isEqualTo(Map.of("config", "{}"));
        assertThat(pids.get("org.modkit.module~b")).isEqualTo(Map.of("config", "{}"));
        assertThat(pids.get("org.modkit.module~c")).isEqualTo(Map.of("required", true));
    }

    @Test
    void leavesTheRuntimeItsDefaultsWhereNothingWasSaid() throws IOException {
        assertThat(pids("lifecycle:\n  deadlines:\n"))
                .containsOnlyKeys("org.modkit.database", "org.modkit.logging", DIRECTORY, HUB, LISTING, GATEWAY);
    }

    @Test
    void tellsTheGatewayWhereTheContainerWantsItUnlessTheUserWantsItElsewhere() throws IOException {
        assertThat(pids("").get(GATEWAY))
                .isEqualTo(Map.of("required", false, "config.bind", "127.0.0.1", "config.port", 8080L));
        assertThat(pids("modules: { rest-gateway: { config: { port: 0, docs: false } } }")
                        .get(GATEWAY))
                .isEqualTo(
                        Map.of("required", false, "config.bind", "127.0.0.1", "config.port", 0L, "config.docs", false));
    }

    @Test
    void tellsWhoeverStartsChildrenHowToLog() throws IOException {
        Map<String, ?> logging = pids("logging: { default: { console_level: warn }, mail: { file: mail.log } }")
                .get("org.modkit.logging");

        assertThat(logging.get("default.console_level")).isEqualTo("warn");
        assertThat(logging.get("default.file")).isEqualTo("modkit.log");
        assertThat(logging.get("mail.file")).isEqualTo("mail.log");
    }

    @Test
    void tellsOfDatabasesWithTheContainersDefaults() throws IOException {
        var pids = pids("""
                database:
                  lock_wait: 1m
                  servers: { main: { dsn: "postgres://db/app", params: { sslmode: require } } }
                modules:
                  ledger: { database: { server: main, pool: { max_conns: 3 } } }
                """);

        assertThat(pids.get("org.modkit.database"))
                .isEqualTo(Map.of(
                        "default", "embedded",
                        "auto_provision", true,
                        "connect_wait", "30s",
                        "lock_wait", "1m",
                        "servers.embedded.engine", "h2",
                        "servers.main.dsn", "postgres://db/app",
                        "servers.main.params.sslmode", "require"));
        assertThat(pids.get("org.modkit.module~ledger"))
                .isEqualTo(Map.of("database.server", "main", "database.pool.max_conns", 3L));
    }
}

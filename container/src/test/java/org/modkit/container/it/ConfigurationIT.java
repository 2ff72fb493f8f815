// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a configuration from the file to the module, and of a bad one to the user. */
class ConfigurationIT {
    @TempDir
    Path home;

    private void configure(String yaml) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
    }

    private void deploy(String module) throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        TestBundle.of(module).writeTo(home.resolve("deploy").resolve(module + ".jar"));
    }

    @Test
    void isWrittenWithDefaultsWhereItIsMissing() {
        assertThat(Distribution.modkit(home, "check").exit()).isEqualTo(4);
        try (var container = RunningContainer.on(home)) {
            assertThat(home.resolve("etc/modkit.yaml")).content().contains("#  order: parallel");
            assertThat(container.ask("check").out()).contains("has no problems.");
        }
    }

    @Test
    void keepsTheContainerFromStartingAndListsAllProblemsAtOnce() throws IOException {
        configure("lifecycle: { workers: many }\nlogging: { default: { console_level: loud } }\nmodule: {}\n");

        for (String verb : List.of("run", "check", "--print-config", "--list-modules")) {
            var answer = Distribution.modkit(home, verb);
            assertThat(answer.exit()).as(verb).isEqualTo(4);
            assertThat(answer.err())
                    .startsWith("The configuration has 3 problems:")
                    .contains("'lifecycle.workers'", "'logging.default.console_level'", "'module' is not a known key");
        }
        var json = RunningContainer.json(
                Distribution.modkit(home, "check", "--json").out());
        assertThat((List<?>) json.get("problems")).hasSize(3);
    }

    @Test
    void tellsThatItIsNotYaml() throws IOException {
        configure("lifecycle: [\n");

        var answer = Distribution.modkit(home, "run");

        assertThat(answer.exit()).isEqualTo(4);
        assertThat(answer.err()).contains("is not YAML: ", "line 2");
    }

    @Test
    void reachesARunningModuleAndSurvivesBadEdits() throws IOException {
        configure("modules: { alpha: { config: { greeting: one } } }\n");
        deploy("alpha");
        deploy("other");
        try (var container = RunningContainer.on(home)) {
            container.configure("modules: { alpha: { config: { greeting: two } } }\n");
            Await.until(
                    "alpha to be restarted with 'two'",
                    () -> container.log("modkit.log").contains("greeting two"));
            assertThat(container.journal("running")).containsOnlyOnce("running other");

            container.configure("modules: { alpha: { confg: { greeting: three } } }\n");
            container.awaitConsole("'modules.alpha.confg' is not a known key");
            container.configure("modules: [\n");
            container.awaitConsole("is not YAML");
            Files.delete(home.resolve("etc/modkit.yaml"));
            container.awaitConsole("does not exist.");
            assertThat(container.ask("status").exit()).isZero();
            assertThat(container.stderr()).containsOnlyOnce("'modules.alpha.confg' is not a known key");

            container.configure("modules: { alpha: { config: { greeting: four } } }\n");
            Await.until(
                    "alpha to be restarted with 'four'",
                    () -> container.log("modkit.log").contains("greeting four"));
            assertThat(container.log("modkit.log")).doesNotContain("greeting three", "alpha says debug, greeting null");
        }
    }

    @Test
    void isOverruledByTheEnvironment() throws IOException {
        configure("modules: { alpha: { config: { greeting: file } } }\n");
        deploy("alpha");
        var environment = Map.of(
                "MODKIT__modules__alpha__config__greeting",
                "environment",
                "MODKIT__LOGGING__DEFAULT__CONSOLE_FORMAT",
                "json");
        try (var container = RunningContainer.on(home, environment)) {
            Await.until("alpha to be greeted", () -> container.log("modkit.log").contains("greeting environment"));
            assertThat(container.stderr()).startsWith("{\"at\":\"");
        }
        var printed = Distribution.modkit(home, environment, "--print-config").out();
        assertThat(printed).contains("greeting: environment", "console_format: json");

        var wrong = Distribution.modkit(home, Map.of("MODKIT__lifecycle__workers", "none"), "check");
        assertThat(wrong.exit()).isEqualTo(4);
        assertThat(wrong.err()).contains("(environment variable MODKIT__lifecycle__workers)");
    }

    @Test
    void keepsSecretsToItself() throws IOException {
        configure("modules: { alpha: { config: { greeting: hi, password: geheim, url: 'a://b:geheim@c' } } }\n"
                + "logging: { default: { file_level: trace, console_level: trace } }\n");
        deploy("alpha");
        try (var container = RunningContainer.on(home)) {
            container.awaitState("alpha", "RUNNING");
            assertThat(container.ask("--print-config").out())
                    .contains("password: '***'")
                    .doesNotContain("geheim");
            assertThat(container.ask("--print-config", "--json").out()).doesNotContain("geheim");
            assertThat(container.stderr()).doesNotContain("geheim");
            assertThat(container.log("modkit.log")).contains("alpha").doesNotContain("geheim");
            assertThat(container.log("journal.jsonl")).doesNotContain("geheim");
        }
    }

    @Test
    void setsLevelsAndFilesOfModulesByTheirNames() throws IOException {
        configure("logging:\n"
                + "  heartbeat: { console_level: debug, file: heartbeat.log, file_level: trace }\n"
                + "  banner: { console_level: off, file: banner.log }\n");
        Files.createDirectories(home.resolve("deploy"));
        Files.copy(Distribution.sample("heartbeat"), home.resolve("deploy/heartbeat.jar"));
        try (var container = RunningContainer.on(home)) {
            container.awaitConsole("Beat 1.");
            assertThat(container.log("heartbeat.log"))
                    .contains("\"bundle\":\"org.modkit.samples.heartbeat\",\"message\":\"Beat 1.\"");

            container.drop(Distribution.sample("banner"));
            // The state can be read before the line is written, never the other way round.
            Await.until("the log line", () -> container.log("modkit.log").contains("Module 'banner' is running."));
            assertThat(container.log("banner.log")).contains("=== ModKit ===");
            assertThat(container.stderr()).doesNotContain("=== ModKit ===");
            assertThat(container.log("modkit.log")).doesNotContain("=== ModKit ===", "Beat 1.");
        }
    }

    @Test
    void changesLevelsWithoutARestartAndHonorsOff() throws IOException {
        deploy("alpha");
        try (var container = RunningContainer.on(home)) {
            assertThat(container.stderr()).doesNotContain("alpha says debug");
            container.configure("logging: { alpha: { console_level: debug } }\n");
            container.awaitConsole("The configuration changed: logging.");
            container.ask("restart", "alpha");
            container.awaitConsole("alpha says debug");

            container.configure("logging: { alpha: { console_level: off, file_level: off } }\n");
            Await.until("the change", () -> container.stderr().split("changed: logging", -1).length == 3);
            int before = container.stderr().split("Module alpha was given", -1).length;
            container.ask("restart", "alpha");
            Await.until("alpha to run again", () -> container.journal("running").size() == 3);
            assertThat(container.stderr().split("Module alpha was given", -1)).hasSize(before);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where modules run, as the file says it. */
class RuntimeKeysTest {
    @TempDir
    Path folder;

    private List<String> problems(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("modkit.yaml"), yaml);
        return Settings.load(file, Map.of()).problems().stream()
                .map(problem -> "'" + problem.key() + "' " + problem.finding())
                .toList();
    }

    @Test
    void knowsAllThatCanBeSaid() throws IOException {
        assertThat(problems("""
                lifecycle: { deadlines: { spawn: 10m } }
                modules:
                  calculator:
                    deadlines: { spawn: 2m }
                    runtime:
                      type: oop
                      instances: 2
                      ready_within: 20s
                      grace: 5s
                      handover: stdin
                      readiness: started
                      memory: 256m
                      jvm_options: ["-XX:+UseSerialGC"]
                      execution:
                        executable_path: /opt/acme/calculator
                        args: ["--port", 0]
                        working_directory: /var/lib/acme
                        environment: { ACME_LEVEL: info, ACME_DEPTH: 3 }
                  ledger: { runtime: { type: remote } }
                """)).isEmpty();
    }

    @Test
    void tellsWhatCannotBe() throws IOException {
        assertThat(problems("""
                modules:
                  calculator:
                    runtime:
                      type: elsewhere
                      instances: 0
                      memory: lots
                      jvm_options: "-Xss1m"
                      execution: { args: [[1]], environment: { "NOT A NAME": x } }
                      restart: true
                """))
                .containsExactly(
                        "'modules.calculator.runtime.type' must be one of local, oop, remote, but is 'elsewhere'",
                        "'modules.calculator.runtime.instances' must be a whole number of at least 1, but is '0'",
                        "'modules.calculator.runtime.memory' must be a size, which is a whole number followed by k, m or"
                                + " g, but is 'lots'",
                        "'modules.calculator.runtime.jvm_options' must be a list, but is '-Xss1m'",
                        "'modules.calculator.runtime.execution.args.0' must be a single value, but is a list",
                        "'modules.calculator.runtime.execution.environment.NOT A NAME' has an illegal name: it must be"
                                + " that of an environment variable, such as 'ACME_LEVEL'",
                        "'modules.calculator.runtime.restart' is not a known key in 'modules.calculator.runtime'");
    }
}

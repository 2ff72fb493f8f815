// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.modkit.process.backend.Handover;
import org.modkit.process.render.ModuleRuntime.Readiness;
import org.modkit.process.render.ModuleRuntime.Type;

class ModuleRuntimeTest {
    private final List<String> problems = new ArrayList<>();

    private ModuleRuntime read(Map<String, Object> flat) {
        return ModuleRuntime.read("calc", Said.of(flat), problems);
    }

    @Test
    void runsHereUnlessSomethingIsSaid() {
        ModuleRuntime runtime = read(Map.of());

        assertThat(runtime.type()).isEqualTo(Type.LOCAL);
        assertThat(runtime.instances()).isEqualTo(1);
        assertThat(runtime.readyWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(runtime.grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(runtime.handover()).isEqualTo(Handover.Way.FILE);
        assertThat(runtime.readiness()).isEqualTo(Readiness.REGISTERED);
        assertThat(runtime.supervision()).isEqualTo(Supervision.STANDARD);
        assertThat(problems).isEmpty();
    }

    @Test
    void readsAllThatCanBeSaidAlsoAsTexts() {
        ModuleRuntime runtime = read(Map.ofEntries(
                Map.entry("modules.calc.runtime.type", "OOP"),
                Map.entry("modules.calc.runtime.instances", "2"),
                Map.entry("modules.calc.runtime.ready_within", "20 s"),
                Map.entry("modules.calc.runtime.grace", "1s"),
                Map.entry("modules.calc.runtime.handover", "stdin"),
                Map.entry("modules.calc.runtime.memory", "256m"),
                Map.entry("modules.calc.runtime.jvm_options.0", "-Xss1m"),
                Map.entry("modules.calc.runtime.jvm_options.1", "-Da=b"),
                Map.entry("modules.calc.runtime.execution.environment.LEVEL", 3L)));

        assertThat(problems).isEmpty();
        assertThat(runtime.type()).isEqualTo(Type.OOP);
        assertThat(runtime.instances()).isEqualTo(2);
        assertThat(runtime.readyWithin()).isEqualTo(Duration.ofSeconds(20));
        assertThat(runtime.handover()).isEqualTo(Handover.Way.STANDARD_INPUT);
        assertThat(runtime.memory()).isEqualTo(OptionalLong.of(256L << 20));
        assertThat(runtime.jvmOptions()).containsExactly("-Xss1m", "-Da=b");
        assertThat(runtime.execution().environment()).isEqualTo(Map.of("LEVEL", "3"));
    }

    @Test
    void takesSupervisionFromAllModulesAndThenFromItsOwn() {
        ModuleRuntime runtime = read(Map.of(
                "lifecycle.supervision.backoff",
                "2s",
                "lifecycle.supervision.max_restarts",
                1L,
                "modules.calc.supervision.max_restarts",
                0L,
                "modules.calc.supervision.jitter",
                "0.5"));

        assertThat(runtime.supervision())
                .isEqualTo(new Supervision(
                        true, Duration.ofSeconds(2), Duration.ofMinutes(1), 0.5, 0, Duration.ofMinutes(10)));
    }

    @Test
    void endsWithinTheTimeThatTheRuntimeGivesIt() {
        assertThat(read(Map.of("modules.calc.runtime.grace", "1m")).grace()).isEqualTo(Duration.ofSeconds(27));
        assertThat(read(Map.of("modules.calc.deadlines.close", "1s")).grace()).isZero();
        assertThat(read(Map.of("lifecycle.deadlines.close", "2m", "modules.calc.runtime.grace", "1m"))
                        .grace())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        read(Map.of(
                "modules.calc.runtime.type", "elsewhere",
                "modules.calc.runtime.instances", "none",
                "modules.calc.runtime.memory", "lots",
                "modules.calc.runtime.restart", "true",
                "modules.calc.runtime.execution.args.0", "-v",
                "modules.calc.supervision.jitter", "2"));

        assertThat(problems)
                .containsExactly(
                        "'modules.calc.runtime.restart' is not a known key. Known are: type, instances, ready_within, grace,"
                                + " handover, readiness, memory, jvm_options, execution.",
                        "'modules.calc.runtime.type' must be one of local, oop, remote, but is 'elsewhere'. Write for"
                                + " example 'local'.",
                        "'modules.calc.runtime.instances' must be a whole number of at least 1, but is 'none'. Write for"
                                + " example '1'.",
                        "'modules.calc.runtime.memory' must be a whole number followed by k, m or g, but is 'lots'. Write"
                                + " for example '256m'.",
                        "'modules.calc.runtime.execution.args' is for a program, but 'executable_path' names none. Name"
                                + " one, or remove it.",
                        "'modules.calc.supervision.jitter' must be a number from 0 to 1, but is '2'. Write for example"
                                + " '0.2'.");
    }

    @Test
    void refusesOptionsOfAJvmForAProgram() {
        read(Map.of(
                "modules.calc.runtime.execution.executable_path", "/bin/true",
                "modules.calc.runtime.memory", "1g"));

        assertThat(problems).singleElement().asString().contains("names another program");
    }

    @Test
    void waitsTwiceAsLongEachTimeAndNeverLongerThanTheLongest() {
        assertThat(Supervision.STANDARD.waitBefore(0, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Supervision.STANDARD.waitBefore(3, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Supervision.STANDARD.waitBefore(60, 0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Supervision.STANDARD.waitBefore(60, 0.5)).isEqualTo(Duration.ofSeconds(54));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Await;

/** The calculator out of process, and what may happen to its processes. */
class CalculatorFaultsIT {
    private static final int CALLS = 200;

    @TempDir
    Path home;

    private RunningCalculator running(String runtime, String more) {
        return RunningCalculator.on(home, """
                modules:
                  calculator:
                    runtime: { type: oop%s }
                    supervision: { backoff: 500ms }
                %s
                logging: { calculator: { file_level: debug } }
                """.formatted(runtime, more));
    }

    @Test
    void recoversByItselfWhenItsOnlyProcessIsKilled() {
        try (var calculator = running("", "")) {
            long first = calculator.awaitChildren(1).get(0);
            assertThat(calculator.adds()).isTrue();

            long killed = System.nanoTime();
            RunningCalculator.kill(first);
            Await.until("an answer", calculator::adds);
            Duration took = Duration.ofNanos(System.nanoTime() - killed);

            // For whoever reads the build's output; how long it may take depends on the machine.
            System.out.printf("From kill -9 of the calculator's process to the next sum: %d ms%n", took.toMillis());
            assertThat(calculator.awaitChildren(1)).doesNotContain(first);
            assertThat(calculator.container().look(false, "why", "calculator")).contains("1 restart", "SIGKILL");
            assertThat(calculator.container().journal("running"))
                    .containsExactly("running calculator", "running calculator-gateway");
        }
    }

    @Test
    void losesNoCallWhenOneOfTwoProcessesIsKilled() {
        try (var calculator = running(", instances: 2", "");
                var callers = new Callers(calculator)) {
            List<Long> children = calculator.awaitChildren(2);
            List<String> instances = calculator.instances().stream()
                    .map(each -> each.get("instance_id").toString())
                    .toList();
            Await.until("both to add", () -> instances.stream().allMatch(each -> added(calculator, each)));

            RunningCalculator.signal("KILL", children.get(0));
            callers.awaitMore(CALLS);

            Await.until(
                    "another one to take its place",
                    () -> !calculator.children().contains(children.get(0)));
            assertThat(calculator.awaitChildren(2)).contains(children.get(1)).doesNotContain(children.get(0));
            callers.awaitMore(CALLS);
            assertThat(callers.failures()).isEmpty();
        }
    }

    /** Whether the log tells of a sum of an instance. */
    private static boolean added(RunningCalculator calculator, String instance) {
        return calculator
                .container()
                .log("modkit.log")
                .lines()
                .anyMatch(line -> line.contains("40 + 2 = 42") && line.contains(instance));
    }

    @Test
    void isQuarantinedWhileItIsSilentAndWellAgainWhenItIsNot() {
        try (var calculator = running("", "  directory: { config: { ttl: 2s, grace: 5m } }")) {
            List<Long> children = calculator.awaitChildren(1);

            RunningCalculator.signal("STOP", children.get(0));
            Await.until("the quarantine", () -> calculator.states().equals(List.of("quarantined")));

            HttpResponse<String> answer = calculator.add(40, 2);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The calculator does not answer now.");
            Await.until(
                    "the sentence",
                    () -> calculator
                            .container()
                            .look(false, "why", "calculator")
                            .replaceAll("\\s+", " ")
                            .contains("the directory has not heard of it for too long"));
            calculator.container().awaitState("calculator", "RUNNING");

            RunningCalculator.signal("CONT", children.get(0));
            assertThat(calculator.awaitChildren(1)).isEqualTo(children);
            Await.until("an answer", calculator::adds);
        }
    }

    @Test
    void registersAgainWhenTheDirectoryWasRestartedAndLosesNoCall() {
        try (var calculator = running(", instances: 2", "");
                var callers = new Callers(calculator)) {
            List<Long> children = calculator.awaitChildren(2);
            Set<?> instances = Set.copyOf(calculator.instances());

            assertThat(calculator.container().ask("restart", "directory").exit())
                    .isZero();

            assertThat(calculator.awaitChildren(2)).containsExactlyElementsOf(children);
            assertThat(Set.copyOf(calculator.instances())).isEqualTo(instances);
            callers.awaitMore(CALLS);
            assertThat(callers.failures()).isEmpty();
        }
    }

    /** Some who ask all the time. */
    private static final class Callers implements AutoCloseable {
        private static final int NUMBER = 4;

        private final ExecutorService threads = Executors.newFixedThreadPool(NUMBER);
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final AtomicInteger calls = new AtomicInteger();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();

        Callers(RunningCalculator calculator) {
            for (int thread = 0; thread < NUMBER; thread++) {
                threads.execute(() -> ask(calculator));
            }
        }

        private void ask(RunningCalculator calculator) {
            while (!isOver.get()) {
                HttpResponse<String> answer = calculator.add(40, 2);
                if (answer.statusCode() != 200) {
                    failures.add(answer.body());
                }
                calls.incrementAndGet();
            }
        }

        /** Waits until so many calls more have been answered. */
        void awaitMore(int number) {
            int enough = calls.get() + number;
            Await.until(number + " calls", () -> calls.get() >= enough);
        }

        Queue<String> failures() {
            return failures;
        }

        @Override
        public void close() {
            isOver.set(true);
            threads.shutdown();
            try {
                if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("Calls don't end.");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

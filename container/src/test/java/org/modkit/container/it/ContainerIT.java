// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One container from its start to its end, as its user and the operating system see it. */
class ContainerIT {
    @TempDir
    Path home;

    @Test
    void comesUpInOrderAndGoesDownInMirrorOrderOnSigterm() throws IOException {
        deploy("alpha", "");
        deploy("beta", "alpha");
        deploy("gamma", "beta");
        try (var container = RunningContainer.on(home)) {
            assertThat(container.stdout())
                    .contains("7 modules run: alpha, beta, directory, gamma, grpc-hub, module-orchestrator,")
                    .contains("Drop bundles into " + home.resolve("deploy"))
                    .contains("modkit status");

            container.signal("TERM");

            assertThat(container.awaitExit()).isZero();
            assertThat(container.journal("running")).containsExactly("running alpha", "running beta", "running gamma");
            assertThat(container.undone("START")).containsExactly("gamma", "beta", "alpha");
            assertThat(container.undone("INIT")).containsExactly("gamma", "beta", "alpha");
            assertThat(home.resolve("data/run/modkit.sock")).doesNotExist();
        }
    }

    private void deploy(String module, String needs) throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        TestBundle.of(module).needing(needs).writeTo(home.resolve("deploy").resolve(module + ".jar"));
    }

    @Test
    void runsWhatIsDroppedSaysWhatItWaitsForAndTakesDownWhatIsDeleted() throws IOException {
        try (var container = RunningContainer.on(home)) {
            assertThat(container.stdout())
                    .contains("4 modules run: directory, grpc-hub, module-orchestrator, rest-gateway.");
            TestBundle.of("beta").needing("alpha").writeTo(container.deploy("beta.jar"));
            container.awaitState("beta", "WAITING");
            assertThat(container.ask("status").exit()).isEqualTo(4);
            assertThat(container.ask("why", "beta").out()).contains("'alpha'");

            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            container.awaitState("beta", "RUNNING");
            assertThat(container.ask("status").exit()).isZero();

            Files.delete(container.deploy("alpha.jar"));
            container.awaitGone("alpha");
            container.awaitState("beta", "WAITING");
            assertThat(container.undone("START")).containsExactly("beta", "alpha");
            assertThat(container.undone("INIT")).containsExactly("beta", "alpha");
        }
    }

    @Test
    void restartsWhatIsReplacedWithItsDependents() {
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            TestBundle.of("beta").needing("alpha").writeTo(container.deploy("beta.jar"));
            TestBundle.of("other").writeTo(container.deploy("other.jar"));
            container.awaitState("beta", "RUNNING");
            container.awaitState("other", "RUNNING");

            TestBundle.of("alpha").with("Bundle-Version", "2.0.0").writeTo(container.deploy("alpha.jar"));

            Await.until(
                    "beta to run again",
                    () -> container.journal("running").stream()
                                    .filter("running beta"::equals)
                                    .count()
                            == 2);
            assertThat(container.journal("running")).containsOnlyOnce("running other");
            assertThat(container.undone("START")).containsExactly("beta", "alpha");
            assertThat(container.undone("INIT")).containsExactly("beta", "alpha");
        }
    }

    @Test
    void refusesASecondOneOnTheSameHome() {
        try (var container = RunningContainer.on(home)) {
            var second = container.ask("run");

            assertThat(second.exit()).isEqualTo(5);
            assertThat(second.err()).startsWith("Another container (process ").contains("runs on '" + home + "'.");
            assertThat(container.ask("status").exit()).isZero();
        }
    }

    @Test
    void saysThatNoneRuns() {
        for (String verb : new String[] {"status", "stop", "journal"}) {
            var answer = Distribution.modkit(home, verb);

            assertThat(answer.exit()).as(verb).isEqualTo(3);
            assertThat(answer.err()).startsWith("No container runs on '" + home + "'.");
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void isGoneWhenStopReturns() {
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            container.awaitState("alpha", "RUNNING");

            var stopped = container.ask("stop");

            assertThat(stopped.exit()).isZero();
            assertThat(stopped.out()).contains("5 modules go down.", "Stopped after ");
            assertThat(container.awaitExit()).isZero();
            assertThat(container.journal("down")).containsExactly("down alpha");
        }
    }

    @Test
    void isDelayedByAHangingModuleUntilItsDeadlineAtMost() {
        configure("lifecycle: { deadlines: { stop: 2s } }");
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("hanging").withFault("stop").writeTo(container.deploy("hanging.jar"));
            container.awaitState("hanging", "RUNNING");
            long begin = System.nanoTime();

            container.signal("TERM");

            assertThat(container.awaitExit()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        }
    }

    @Test
    void endsAtOnceOnASecondSignal() {
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("hanging").withFault("stop").writeTo(container.deploy("hanging.jar"));
            container.awaitState("hanging", "RUNNING");

            container.signal("TERM");
            container.awaitConsole("Stopping in order. A second signal ends the process at once.");
            // Not INT: a build in the background of a shell passes on that INT is to be ignored.
            container.signal("TERM");

            assertThat(container.awaitExit()).isEqualTo(130);
        }
    }

    @Test
    void endsWithAnErrorOnTheFirstFailureIfToldTo() {
        configure("lifecycle: { on_failure: fail-fast }");
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            container.awaitState("alpha", "RUNNING");

            TestBundle.of("broken").withFault("init").writeTo(container.deploy("broken.jar"));

            assertThat(container.awaitExit()).isEqualTo(1);
            assertThat(container.journal("down")).contains("down alpha");
        }
    }

    @Test
    void goesDownInOrderEvenIfAModuleExitsTheProcess() {
        configure("lifecycle: { deadlines: { stop: 1s } }");
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            container.awaitState("alpha", "RUNNING");

            TestBundle.of("rude").withFault("exit").writeTo(container.deploy("rude.jar"));

            assertThat(container.awaitExit()).isEqualTo(7);
            assertThat(container.undone("START")).contains("alpha");
        }
    }

    @Test
    void startsAgainAfterItWasKilled() {
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            container.awaitState("alpha", "RUNNING");
            container.signal("KILL");
            container.awaitExit();
            assertThat(container.ask("status").exit()).isEqualTo(3);
        }
        try (var again = RunningContainer.on(home)) {
            again.awaitState("alpha", "RUNNING");
        }
    }

    @Test
    void canBeReachedHoweverLongItsPathIs() {
        Path deep = home.resolve("long-".repeat(20)).resolve("longer-".repeat(20));
        try (var container = RunningContainer.on(deep)) {
            assertThat(container.ask("status", "--json").exit()).isZero();
            assertThat(container.ask("stop").exit()).isZero();
        }
    }

    private void configure(String yaml) {
        try {
            Files.createDirectories(home.resolve("etc"));
            Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

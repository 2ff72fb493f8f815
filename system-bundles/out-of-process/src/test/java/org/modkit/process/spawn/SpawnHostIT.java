// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModuleException;
import org.modkit.process.backend.Instance;
import org.modkit.process.closure.Closure;
import org.modkit.process.local.LocalBackend;

/** The host with real processes; the directory and the runtime are played. */
@Timeout(180)
class SpawnHostIT {
    private static final String SLEEP = "exec sleep 1000";

    @TempDir
    Path data;

    private final PlayedGuest guest = new PlayedGuest("calc", 1);
    private LocalBackend backend;
    private PlayedSurroundings around;
    private SpawnHost host;

    @BeforeEach
    void open() {
        backend = new LocalBackend(data);
        around = new PlayedSurroundings(backend);
        around.directory.listen(() -> host.stirred());
        around.configuration.put("modules.calc.runtime.type", "oop");
        around.configuration.put("modules.calc.runtime.execution.executable_path", "sh");
        around.configuration.put("modules.calc.runtime.execution.args.0", "-c");
        around.configuration.put("modules.calc.runtime.grace", "5s");
        around.configuration.put("modules.calc.supervision.backoff", "100ms");
        around.configuration.put("modules.calc.supervision.jitter", 0L);
        host = new SpawnHost(
                around,
                Optional.empty(),
                told -> new Closure.Company(Set.of(), Set.of("calc"), Set.of()),
                data::resolve);
    }

    @AfterEach
    void close() {
        host.close();
        assertThat(backend.instances()).isEmpty();
        assertThat(around.directory.admitted).isEmpty();
        backend.close();
    }

    private void runs(String script) {
        around.configuration.put("modules.calc.runtime.execution.args.1", script);
    }

    private FutureTask<Void> up() {
        var task = new FutureTask<Void>(() -> {
            host.up(guest);
            return null;
        });
        new Thread(task, "up").start();
        return task;
    }

    private static void kill(Instance instance) {
        ProcessHandle.of(instance.pid().orElseThrow()).orElseThrow().destroyForcibly();
    }

    @Test
    void givesAChildUpThatExitsAtOnce() {
        around.configuration.put("modules.calc.supervision.max_restarts", 2L);
        runs("echo '12:00 ERROR no such port' >&2; exit 3");

        assertThatThrownBy(() -> host.up(guest))
                .isInstanceOf(ModuleException.class)
                .hasMessageContaining("allows 2 restarts until it has been stable for 10 min")
                .hasMessageContaining("(exit code 3)")
                .hasMessageContaining("Its last error was: 'no such port'.");
        assertThat(guest.troubles)
                .anyMatch(each -> each.contains("(restart 1 of at most 2)"))
                .anyMatch(each -> each.contains("(restart 2 of at most 2)"));
        assertThat(guest.places).anyMatch(each -> each.contains("2 restarts, last exit: exit code 3 at "));
    }

    @Test
    void stopsAChildThatIsNeverReady() {
        around.configuration.put("modules.calc.runtime.ready_within", "300ms");
        around.configuration.put("modules.calc.supervision.max_restarts", 0L);
        runs(SLEEP);

        assertThatThrownBy(() -> host.up(guest)).hasMessageContaining("The child was not ready within 300 ms");
    }

    @Test
    void startsAKilledChildAgainAndForgetsItWhenItIsStable() throws Exception {
        around.directory.eager();
        around.configuration.put("modules.calc.supervision.stable_after", "1s");
        runs(SLEEP);
        host.up(guest);
        Instance first = backend.instances().get(0);

        kill(first);
        String place = guest.await("1 restart, last exit: killed by SIGKILL");
        assertThat(place).contains("no process until");
        guest.await("trouble The child was ended from outside");
        assertThat(guest.await(", 1 restart, last exit: killed by SIGKILL")).contains("instance ");
        Instance second = backend.instances().get(0);
        assertThat(second.id()).isNotEqualTo(first.id());

        // Forgotten, so that the next one is the first again.
        String calm = guest.await("instance " + second.id() + ", last exit: killed by SIGKILL");
        assertThat(calm).doesNotContain("restart");
        host.down(guest);
        assertThat(backend.instances()).isEmpty();
    }

    @Test
    void replacesOneOfTwoAndLeavesTheOther() throws Exception {
        around.directory.eager();
        around.configuration.put("modules.calc.runtime.instances", 2L);
        runs(SLEEP);
        host.up(guest);
        List<Instance> both = backend.instances();
        assertThat(both).hasSize(2);

        kill(both.get(0));

        guest.await("trouble 1 of 2 instances can be called. The child was ended from outside");
        guest.await("trouble ");
        assertThat(both.get(1).exit()).isNotDone();
        assertThat(backend.instances()).contains(both.get(1)).doesNotContain(both.get(0));
        host.down(guest);
        assertThat(both.get(1).exit().get(1, TimeUnit.SECONDS).wanted()).isTrue();
    }

    @Test
    void isNotHeldUpByAChildThatFloodsItsOutput() throws Exception {
        around.directory.eager();
        runs("while :; do head -c 1000000 /dev/zero | tr '\\0' x; echo; done");
        host.up(guest);
        Instance flooding = backend.instances().get(0);

        host.down(guest);

        assertThat(flooding.exit().get(1, TimeUnit.SECONDS).wanted()).isTrue();
    }

    @Test
    void leavesNothingWhenItIsCalledOffWhileItWaits() throws Exception {
        runs(SLEEP);
        FutureTask<Void> up = up();
        guest.await("not ready yet");

        guest.cancel();

        assertThatThrownBy(() -> up.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        host.down(guest);
        assertThat(backend.instances()).isEmpty();
    }

    @Test
    void killsAChildThatDoesNotEndWhenTold() throws Exception {
        around.directory.eager();
        around.configuration.put("modules.calc.runtime.grace", "300ms");
        runs("trap '' TERM; while :; do sleep 0.1; done");
        host.up(guest);

        host.down(guest);

        assertThat(backend.instances()).isEmpty();
    }

    @Test
    void tellsThatThereIsNoLauncherHere() {
        around.configuration.keySet().removeIf(key -> key.contains("execution"));

        assertThatThrownBy(() -> host.up(guest))
                .isInstanceOf(ModuleException.class)
                .hasMessageContaining("only ModKit's own container can start")
                .hasMessageContaining("'modules.calc.runtime.type: local'");
    }

    @Test
    void tellsThatAnExecutableIsMissingOrNone() throws Exception {
        around.configuration.put("modules.calc.runtime.execution.executable_path", "no-such-program-here");
        assertThatThrownBy(() -> host.up(guest)).hasMessageContaining("in one of the folders of PATH");
        host.down(guest);

        Path text = Files.writeString(data.resolve("text"), "x");
        around.configuration.put("modules.calc.runtime.execution.executable_path", text.toString());
        assertThatThrownBy(() -> host.up(guest)).hasMessageContaining("should be a file that can be run");
        host.down(guest);

        around.configuration.put("modules.calc.runtime.instances", "many");
        assertThatThrownBy(() -> host.up(guest))
                .hasMessageContaining(
                        "is configured wrongly, so its process is not started: 'modules.calc.runtime.inst");
    }

    @Test
    void showsNoSecretToOthersOfThisMachine() throws Exception {
        around.directory.eager();
        around.configuration.put("modules.calc.config.password", "geheim");
        runs("cat \"$MODKIT_MODULE_CONFIG_FILE\" | tr ',' '\\n' | grep -c 'gehe[i]m'; " + SLEEP);
        host.up(guest);
        Instance instance = backend.instances().get(0);
        String token = around.directory.tokens.get(0);

        List<ProcessHandle> all = Stream.concat(
                        Stream.of(ProcessHandle.of(instance.pid().orElseThrow()).orElseThrow()),
                        ProcessHandle.of(instance.pid().orElseThrow())
                                .orElseThrow()
                                .descendants())
                .toList();
        for (ProcessHandle each : all) {
            Path process = Path.of("/proc/" + each.pid());
            if (Files.isReadable(process.resolve("environ"))) {
                assertThat(Files.readString(process.resolve("environ")) + Files.readString(process.resolve("cmdline")))
                        .doesNotContain("geheim")
                        .doesNotContain(token);
            }
        }
        assertThat(guest.places.toString() + guest.troubles)
                .doesNotContain(token)
                .doesNotContain("geheim");
        host.down(guest);
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(file -> file.endsWith("handover"))).isEmpty();
        }
    }
}

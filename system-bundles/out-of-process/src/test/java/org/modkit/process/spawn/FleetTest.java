// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.modkit.api.ModuleException;
import org.modkit.api.directory.InstanceState;
import org.modkit.process.closure.Closure;
import org.modkit.process.exit.Cause;
import org.modkit.process.render.ModuleRuntime;
import org.slf4j.event.Level;

/** What is decided about children, with time and processes played. */
@Timeout(60)
class FleetTest {
    private final PlayedBackend backend = new PlayedBackend();
    private final PlayedSurroundings around = new PlayedSurroundings(backend);
    private final PlayedTurns turns = new PlayedTurns();
    private final PlayedGuest guest = new PlayedGuest("calc", 1);
    private Fleet fleet;
    private Thread waiting;

    FleetTest() {
        around.configuration.put("modules.calc.runtime.type", "oop");
        around.configuration.put("modules.calc.runtime.execution.executable_path", "/bin/true");
        around.configuration.put("lifecycle.supervision.max_restarts", 2L);
    }

    @AfterEach
    void endWaiting() throws InterruptedException {
        waiting.interrupt();
        waiting.join();
    }

    /** Begins to bring it up, on a thread of its own as the runtime does. */
    private FutureTask<Void> up() throws InterruptedException {
        ModuleRuntime runtime = ModuleRuntime.read("calc", around.configuration(), new ArrayList<>());
        var programs = new Programs(Optional.empty(), Path.of("/"), Map.of());
        var launcher = new Launcher(
                around,
                programs,
                told -> new Closure.Company(Set.of(), Set.of("calc"), Set.of()),
                module -> Path.of("/data", module));
        fleet = new Fleet(guest, runtime, around, launcher, turns, () -> 0);
        var task = new FutureTask<Void>(() -> {
            fleet.up();
            return null;
        });
        // The played turns belong to the test, so they are posted to before it goes on.
        waiting = new Thread(task, "up");
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        turns.run();
        return task;
    }

    private void ready(int child) {
        around.directory.is(backend.children.get(child).id(), InstanceState.HEALTHY);
        fleet.stirred();
        turns.run();
    }

    private void dies(int child, int code) {
        backend.children.get(child).ends(code, code > 128 ? Cause.BY_SIGNAL : Cause.BY_ITSELF);
        turns.run();
    }

    private String place() {
        return guest.places.get(guest.places.size() - 1);
    }

    private String trouble() {
        return guest.troubles.isEmpty() ? "" : guest.troubles.get(guest.troubles.size() - 1);
    }

    private static void assertDone(FutureTask<Void> up) throws Exception {
        up.get(30, TimeUnit.SECONDS);
    }

    private static String refusal(FutureTask<Void> up) throws Exception {
        try {
            up.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(ModuleException.class);
            return e.getCause().getMessage();
        }
        throw new AssertionError("It came up.");
    }

    @Test
    void isUpWhenTheDirectorySaysThatItCanBeCalled() throws Exception {
        var up = up();
        var child = backend.last();
        around.directory.is(child.id(), InstanceState.REGISTERED);
        fleet.stirred();
        turns.run();
        assertThat(up.isDone()).isFalse();
        assertThat(place()).isEqualTo("process 4711, instance " + child.id() + " (not ready yet)");

        ready(0);

        assertDone(up);
        assertThat(place()).isEqualTo("process 4711, instance " + child.id());
        assertThat(trouble()).isEmpty();
        assertThat(around.published).containsExactly("publish calc");
    }

    @Test
    void letsAChildInBeforeItStartsAndNoLongerThanItLives() throws Exception {
        up();
        var child = backend.last();
        String document = new String(child.start.handover().orElseThrow().document(), StandardCharsets.UTF_8);
        String token = around.directory.admitted.get(child.id());

        assertThat(token).hasSize(43);
        assertThat(document).contains("\"token\":\"" + token + "\"").contains("\"directory\":\"http://127.0.0.1:1\"");
        assertThat(child.start.surroundings().toString() + child.start.program())
                .doesNotContain(token);
        assertThat(child.start.surroundings().directory()).contains("http://127.0.0.1:1");

        dies(0, 1);
        assertThat(around.directory.admitted).isEmpty();
        turns.pass(Duration.ofSeconds(1));
        assertThat(around.directory.admitted).containsOnlyKeys(backend.last().id());
        assertThat(around.directory.tokens).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void startsAChildAgainEachTimeLaterAndThenGivesUp() throws Exception {
        var up = up();
        backend.last().says(Level.ERROR, "12:00 ERROR no such port");
        dies(0, 42);
        assertThat(backend.children).hasSize(1);
        assertThat(trouble())
                .isEqualTo(
                        "The child ended by itself before it was ready, after 1.0 s (exit code 42). See the last lines"
                                + " of its output. Its last error was: '12:00 ERROR no such port'. It is started again at"
                                + " 2026-01-02T03:04:06Z (restart 1 of at most 2).");
        assertThat(place())
                .isEqualTo("no process until 2026-01-02T03:04:06Z, 1 restart, last exit: exit code 42 at"
                        + " 2026-01-02T03:04:05Z");

        turns.pass(Duration.ofSeconds(1));
        assertThat(backend.children).hasSize(2);
        assertThat(trouble()).endsWith("It has been started again (restart 1 of at most 2) and is not ready yet.");
        dies(1, 42);
        turns.pass(Duration.ofMillis(1999));
        assertThat(backend.children).hasSize(2);
        turns.pass(Duration.ofMillis(1));
        backend.last().says(Level.ERROR, "12:00 ERROR still no such port");
        dies(2, 42);

        assertThat(refusal(up))
                .isEqualTo(
                        "Module 'calc' runs in a process of its own, which is not started again, for"
                                + " 'supervision.max_restarts' allows 2 restarts until it has been stable for 10 min. The child"
                                + " ended by itself before it was ready, after 1.0 s (exit code 42). See the last lines of its"
                                + " output. Its last error was: '12:00 ERROR still no such port'. Correct the cause, then retry it.");
        turns.pass(Duration.ofHours(1));
        assertThat(backend.children).hasSize(3);
    }

    @Test
    void keepsTheModuleUpWhileAChildIsStartedAgainAndForgetsRestartsWhenItIsStable() throws Exception {
        var up = up();
        ready(0);
        assertDone(up);

        dies(0, 137);
        assertThat(trouble())
                .startsWith("The child was ended from outside after 1.0 s (exit code 137, which is SIGKILL).");
        turns.pass(Duration.ofSeconds(1));
        ready(1);
        assertThat(trouble()).isEmpty();
        assertThat(place())
                .isEqualTo("process 4712, instance " + backend.last().id()
                        + ", 1 restart, last exit: killed by SIGKILL at 2026-01-02T03:04:05Z");

        turns.pass(Duration.ofMinutes(10));
        assertThat(place()).doesNotContain("restart").contains("last exit: killed by SIGKILL");
        assertThat(guest.told).noneMatch(each -> each.startsWith("failed"));
    }

    @Test
    void failsTheModuleWhenAChildThatWasUpIsGivenUp() throws Exception {
        around.configuration.put("modules.calc.supervision.restart", false);
        var up = up();
        ready(0);
        assertDone(up);

        dies(0, 1);

        assertThat(guest.await("failed "))
                .startsWith(
                        "failed Module 'calc' runs in a process of its own, which is"
                                + " not started again, for 'supervision.restart' is false. The child ended by itself after 1.0 s");
        assertThat(around.published).containsExactly("publish calc", "withdraw calc");
    }

    @Test
    void stopsAChildThatIsNeverReady() throws Exception {
        around.configuration.put("lifecycle.supervision.max_restarts", 0L);
        var up = up();
        turns.pass(Duration.ofSeconds(30));
        assertThat(backend.last().stops).containsExactly(Duration.ofSeconds(10));
        // Too late to count.
        ready(0);
        assertThat(up.isDone()).isFalse();

        backend.last().ends(143, Cause.STOPPED);
        turns.run();

        assertThat(refusal(up))
                .contains("allows no restart until")
                .contains(
                        "The child was not ready within 30 s: it has not told the directory that it can be called. If it"
                                + " needs longer, raise 'modules.calc.runtime.ready_within'.");
    }

    @Test
    void takesWhatIsOnlyStartedForReady() throws Exception {
        around.hub = Optional.empty();
        around.configuration.put("modules.calc.runtime.readiness", "started");

        assertDone(up());

        assertThat(backend.last().start.surroundings().directory()).isEmpty();
    }

    @Test
    void failsAtOnceIfTheFirstChildCannotBeStarted() throws Exception {
        backend.refusal = "The executable should be there. Mend it.";

        assertThat(refusal(up())).isEqualTo("The executable should be there. Mend it.");
        assertThat(around.directory.admitted).isEmpty();
    }

    @Test
    void triesAgainIfALaterChildCannotBeStarted() throws Exception {
        var up = up();
        ready(0);
        assertDone(up);
        backend.refusal = "The executable should be there. Mend it.";
        dies(0, 1);
        turns.pass(Duration.ofSeconds(1));
        assertThat(trouble()).startsWith("The executable should be there. Mend it. It is started again at");

        backend.refusal = "";
        turns.pass(Duration.ofSeconds(2));
        ready(1);
        assertThat(trouble()).isEmpty();
    }

    @Test
    void tellsThatOneIsSilent() throws Exception {
        var up = up();
        ready(0);
        assertDone(up);
        around.directory.is(backend.last().id(), InstanceState.QUARANTINED);
        fleet.stirred();
        turns.run();

        assertThat(trouble())
                .startsWith("The instance " + backend.last().id() + " runs, but the directory has not heard");
        assertThat(backend.last().stops).isEmpty();
        ready(0);
        assertThat(trouble()).isEmpty();
    }

    @Test
    void replacesChildrenOneAfterTheOtherWhenTheHubHasMoved() throws Exception {
        around.configuration.put("modules.calc.runtime.instances", 2L);
        var up = up();
        ready(0);
        ready(1);
        assertDone(up);
        around.hub = Optional.empty();
        fleet.stirred();
        turns.run();
        assertThat(backend.children).allMatch(child -> child.stops.isEmpty());

        around.hub = Optional.of(URI.create("http://127.0.0.1:2"));
        fleet.stirred();
        turns.run();
        assertThat(backend.children.get(0).stops).hasSize(1);
        assertThat(backend.children.get(1).stops).isEmpty();
        assertThat(trouble())
                .startsWith("1 of 2 instances can be called. The gRPC hub of this process listens elsewhere");
        backend.children.get(0).ends(143, Cause.STOPPED);
        turns.run();
        assertThat(backend.children).hasSize(3);
        assertThat(backend.children.get(1).stops).isEmpty();
        ready(2);
        assertThat(backend.children.get(1).stops).hasSize(1);
        backend.children.get(1).ends(143, Cause.STOPPED);
        turns.run();
        ready(3);

        assertThat(trouble()).isEmpty();
        assertThat(place()).doesNotContain("restart").contains("last exit: stopped");
        assertThat(backend.last().start.surroundings().directory()).contains("http://127.0.0.1:2");
    }

    @Test
    void waitsForAHubButNotForEver() throws Exception {
        around.hub = Optional.empty();
        var up = up();
        assertThat(trouble()).startsWith("Module 'calc' is to run in a process of its own, which needs the gRPC hub");
        turns.pass(Duration.ofSeconds(30));
        assertThat(refusal(up)).contains("but they are not running");
    }

    @Test
    void goesOnWhenTheHubHasCome() throws Exception {
        around.hub = Optional.empty();
        var up = up();
        around.hub = Optional.of(URI.create("http://127.0.0.1:3"));
        fleet.stirred();
        turns.run();
        ready(0);
        assertDone(up);
    }

    @Test
    void comesDownWhenAllHaveEnded() throws Exception {
        around.configuration.put("modules.calc.runtime.instances", 2L);
        around.configuration.put("modules.calc.runtime.grace", "3s");
        var up = up();
        ready(0);
        ready(1);
        assertDone(up);

        var down = new FutureTask<Void>(() -> {
            fleet.down();
            return null;
        });
        waiting = new Thread(down, "down");
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        turns.run();
        assertThat(backend.children)
                .allSatisfy(child -> assertThat(child.stops).containsExactly(Duration.ofSeconds(3)));
        assertThat(around.published).containsExactly("publish calc", "withdraw calc");
        dies(0, 143);
        assertThat(down.isDone()).isFalse();
        dies(1, 143);

        down.get(30, TimeUnit.SECONDS);
        assertThat(around.directory.admitted).isEmpty();
        assertThat(turns.isClosed).isTrue();
        assertThat(backend.children).hasSize(2);
    }

    @Test
    void isCalledOffWhileItWaits() throws Exception {
        var up = up();
        guest.cancel();

        assertThatThrownBy(() -> up.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void letsChildrenInAgainWhenSomebodyElseDoesThat() throws Exception {
        up();
        var other = new PlayedDirectory();

        fleet.admits(other);
        turns.run();

        assertThat(other.admitted).containsOnlyKeys(backend.last().id());
        assertThat(other.tokens).isEqualTo(around.directory.tokens);
    }
}

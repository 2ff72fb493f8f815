// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.modkit.api.directory.InstanceState;
import org.modkit.process.exit.Cause;
import org.slf4j.event.Level;

/** What is decided about children, with time and processes played. */
@Timeout(60)
class FleetTest extends PlayedFleet {
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
                                + " of its output. Its last error was: 'no such port'. It is started again at"
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
                .isEqualTo("Module 'calc' runs in a process of its own, which is not started again, for"
                        + " 'supervision.max_restarts' allows 2 restarts until it has been stable for 10 min. The child"
                        + " ended by itself before it was ready, after 1.0 s (exit code 42). See the last lines of its"
                        + " output. Its last error was: 'still no such port'. Correct the cause, then retry it.");
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
}

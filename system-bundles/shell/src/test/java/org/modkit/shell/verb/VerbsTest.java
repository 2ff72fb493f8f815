// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modkit.shell.ScriptedRuntime.module;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.ModuleState;
import org.modkit.shell.ScriptedRuntime;

class VerbsTest {
    private final ScriptedRuntime runtime = new ScriptedRuntime()
            .with(
                    module("greeter", ModuleState.RUNNING, ""),
                    module("mail", ModuleState.FAILED, "Module 'mail' failed in INIT after 3 ms."));
    private final List<String> told = new ArrayList<>();
    private final Reply reply = new Reply() {
        @Override
        public void out(String text) {
            told.add(text);
        }

        @Override
        public void err(String text) {
            told.add("! " + text);
        }
    };

    @Test
    void statusTellsByItsExitCodeWhetherTheContainerIsReady() {
        assertThat(run("status")).isEqualTo(Exit.NOT_READY);
        runtime.with(module("greeter", ModuleState.RUNNING, ""));
        assertThat(run("status")).isEqualTo(Exit.OK);
    }

    @Test
    void statusWritesOneJsonObjectForMachines() {
        run("status", "--json");
        assertThat(told).singleElement().asString().startsWith("{\"schema\":1,").doesNotContain("\n");
    }

    @Test
    void whyAnswersAndFailsForAnUnknownModule() {
        assertThat(run("why", "mail")).isEqualTo(Exit.OK);
        assertThat(run("why", "nobody")).isEqualTo(Exit.FAILED);
        assertThat(told)
                .containsExactly(
                        "Module 'mail' is FAILED.",
                        "Module 'mail' failed in INIT after 3 ms.",
                        "No active bundle offers a module 'nobody'.");
    }

    @Test
    void whyWithoutAModuleSaysHowItIsTyped() {
        assertThat(run("why")).isEqualTo(Exit.USAGE);
        assertThat(told).containsExactly("! Expected 'why MODULE [--json]', but found no argument.");
    }

    @Test
    void whyWritesJsonForMachines() {
        run("why", "mail", "--json");
        assertThat(told)
                .containsExactly("{\"schema\":1,\"module\":\"mail\",\"sentences\":"
                        + "[\"Module 'mail' is FAILED.\",\"Module 'mail' failed in INIT after 3 ms.\"]}");
    }

    @Test
    void journalShowsTheNewestEntriesAndTimelineIsItsOtherName() {
        assertThat(run("journal", "3")).isEqualTo(Exit.OK);
        assertThat(run("timeline")).isEqualTo(Exit.OK);
        assertThat(runtime.asked).containsExactly("journal 3", "journal 20");
    }

    @Test
    void journalWritesOneLineAnEntryForMachines() {
        runtime.with(settled(1), settled(2));
        run("journal", "--json");
        assertThat(told).hasSize(2).allMatch(line -> line.startsWith("{\"schema\":1,\"seq\":"));
    }

    @Test
    void journalRefusesACountThatIsNone() {
        assertThat(run("journal", "0")).isEqualTo(Exit.USAGE);
        assertThat(run("journal", "many")).isEqualTo(Exit.USAGE);
        assertThat(told)
                .containsExactly(
                        "! Expected 'journal [N] [--json]', but found '0'.",
                        "! Expected 'journal [N] [--json]', but found 'many'.");
    }

    @Test
    void retryTakesFailedModulesOnly() {
        assertThat(run("retry", "mail")).isEqualTo(Exit.OK);
        assertThat(run("retry", "greeter")).isEqualTo(Exit.FAILED);
        assertThat(run("retry", "nobody")).isEqualTo(Exit.FAILED);
        assertThat(told)
                .containsExactly(
                        "Module 'mail' is tried again. 'why mail' tells how it goes.",
                        "! Expected module 'greeter' to be FAILED, but it is RUNNING."
                                + " Use 'restart greeter' to take it down and up again.",
                        "! No active bundle offers a module named 'nobody'. There is: greeter, mail.");
    }

    @Test
    void restartTakesAnyModule() {
        assertThat(run("restart", "greeter")).isEqualTo(Exit.OK);
        assertThat(run("restart", "nobody")).isEqualTo(Exit.FAILED);
        assertThat(runtime.asked).containsExactly("restart greeter", "restart nobody");
    }

    @Test
    void stopEndsTheHostAfterTheModulesAreDown() {
        var down = new CompletableFuture<Void>();
        runtime.downWhen(down);
        Host host = () -> {
            assertThat(down).isDone();
            told.add("host stopped");
        };
        // Completed by the first thing the verb says, that is, after it has begun and before it waits.
        var asker = new Reply() {
            @Override
            public void out(String text) {
                told.add(text);
                down.complete(null);
            }

            @Override
            public void err(String text) {
                reply.err(text);
            }
        };
        assertThat(verbs(host).run("stop", Invocation.of(List.of(), 80), asker)).isEqualTo(Exit.OK);
        assertThat(told).containsExactly("1 module goes down.", "The container ends.", "host stopped");
    }

    @Test
    void stopStopsTheHostThoughTheWayDownWasUnclean() {
        runtime.downWhen(CompletableFuture.failedFuture(new IllegalStateException("mail hangs")));
        assertThat(run("stop")).isEqualTo(Exit.OK);
        assertThat(told)
                .containsExactly(
                        "1 module goes down.",
                        "! Not every module went down cleanly: mail hangs",
                        "The container ends.",
                        "host stopped");
    }

    @Test
    void stopIsRefusedInKarafBeforeAnythingIsTouched() {
        int exit = verbs(Host.karaf()).run("stop", Invocation.of(List.of(), 80), reply);
        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(runtime.asked).isEmpty();
        assertThat(told).singleElement().asString().contains("Apache Karaf").contains("'system:shutdown'");
    }

    @Test
    void everyVerbButStopSaysSoWhenTheRuntimeIsNotThere() {
        Verbs verbs = Verbs.of(Optional::empty, () -> told.add("host stopped"), Clock.systemUTC());
        assertThat(verbs.run("status", Invocation.of(List.of("--json"), 80), reply))
                .isEqualTo(Exit.FAILED);
        assertThat(verbs.run("stop", Invocation.of(List.of(), 80), reply)).isEqualTo(Exit.OK);
        assertThat(told)
                .containsExactly(
                        "! The ModKit runtime is not there."
                                + " Bundle 'org.modkit.runtime' is missing, not started, or just being replaced.",
                        "The container ends.",
                        "host stopped");
    }

    @Test
    void namesTheVerbsWhenAskedForOneThatIsNone() {
        assertThat(run("explode")).isEqualTo(Exit.USAGE);
        assertThat(told)
                .containsExactly("! There is no verb 'explode'."
                        + " Expected one of: status, why, journal, timeline, retry, restart, stop.");
    }

    @Test
    void aRuntimeThatThrowsIsReportedInASentence() {
        Verbs verbs = Verbs.of(
                () -> {
                    throw new IllegalStateException("bundle context is no longer valid");
                },
                () -> {},
                Clock.systemUTC());
        assertThat(verbs.run("status", Invocation.of(List.of(), 80), reply)).isEqualTo(Exit.FAILED);
        assertThat(told)
                .containsExactly("! The verb 'status' was broken off: java.lang.IllegalStateException:"
                        + " bundle context is no longer valid. The log has the details.");
    }

    private int run(String verb, String... words) {
        return verbs(() -> told.add("host stopped")).run(verb, Invocation.of(List.of(words), 80), reply);
    }

    private Verbs verbs(Host host) {
        Instant now = ScriptedRuntime.SINCE.plus(Duration.ofMinutes(2));
        return Verbs.of(() -> Optional.of(runtime), host, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static JournalEntry settled(long seq) {
        return new JournalEntry(
                seq,
                0,
                ScriptedRuntime.SINCE,
                Optional.empty(),
                Optional.empty(),
                JournalEntry.Kind.SETTLED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                "Container settled.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalEntry.Kind;
import org.modkit.api.status.ModuleState;

/** Modules that take too long, and work that dies, get a sentence, stop nothing else, and leave nothing behind. */
class BadTimingTest extends Neighborhood {
    @Test
    void hookThatNeverReturnsIsWarnedOfInterruptedAndGivenUp() throws Exception {
        host.deadline(Duration.ofMillis(200));
        Host.offer(bad, "x", host.script("x").on("init", () -> new CountDownLatch(1).await()));
        assertThat(host.await("x", Kind.SLOW).text()).contains("has used half of the 200 ms it has for INIT", "await");
        assertThat(host.status("x").state()).isEqualTo(ModuleState.FAILED);
        assertThat(reasonOf("x")).startsWith("Module 'x' failed in INIT: it was not done within 2");
    }

    @Test
    void hookThatIgnoresInterruptionIsReportedToLiveOnAndToEndAtLast() throws Exception {
        host.deadline(Duration.ofMillis(100));
        var end = new CompletableFuture<Void>();
        Host.offer(bad, "x", host.script("x").on("start", end::join));
        assertThat(host.await("x", Kind.ABANDONED).text()).contains("was interrupted and has not ended", "join");
        bad.stop();
        assertThat(host.state("x")).isEmpty();
        end.complete(null);
        host.await(e -> e.kind() == Kind.ABANDONED && e.text().contains("has ended at last"));
        assertThat(host.calls).contains("stop x", "close x");
    }

    @Test
    void hangingStopDelaysTheBundleByItsDeadlineOnly() throws Exception {
        host.deadline(Duration.ofMillis(100));
        Host.offer(bad, "x", host.script("x").on("stop", () -> new CountDownLatch(1).await()));
        host.settled();
        bad.stop();
        assertThat(host.state("x")).isEmpty();
        assertThat(host.calls).contains("close x");
        assertThat(host.await(e -> e.outcome().isPresent() && e.text().contains("did not finish STOP"))
                        .text())
                .endsWith("Its thread 'STOP x' was interrupted, and the container went on stopping.");
    }

    @Test
    void readySignalThatNeverComesFailsTheStart() throws Exception {
        host.deadline(Duration.ofMillis(100));
        Script x = host.script("x");
        Host.offer(bad, "x", x.on("start", () -> x.run.readySignal()));
        assertThat(host.status("x").state()).isEqualTo(ModuleState.FAILED);
        x.run.readySignal().ready();
        assertThat(host.status("x").state()).isEqualTo(ModuleState.FAILED);
    }

    @Test
    void dependentsStartWhenTheSignalComes() throws Exception {
        Script x = host.script("x");
        Host.offer(
                bad,
                "x",
                x.on(
                                "start",
                                () -> x.run.task("serve", token -> {
                                    host.calls.add("serving x");
                                    x.run.readySignal().ready();
                                    token.await(Duration.ofMinutes(1));
                                }))
                        .on("init", () -> {}));
        Host.offer(bad, "y", host.script("y"), "x");
        assertThat(host.status("y").state()).isEqualTo(ModuleState.RUNNING);
        bad.stop();
        assertThat(host.calls).contains("serving x", "start y", "stop y", "stop x");
    }

    @Test
    void deadTaskIsRestartedWithBackoffAndThenGivenUp() throws Exception {
        host.deadline(Duration.ofSeconds(10));
        Script x = host.script("x");
        Host.offer(
                bad,
                "x",
                x.on(
                        "start",
                        () -> x.run.task("pump", token -> {
                            throw new IllegalStateException("the pump is dry");
                        })));
        host.await(e -> e.kind() == Kind.RESTART && e.text().contains("not restarted any more after 2 restarts"));
        assertThat(host.status("x").state()).isEqualTo(ModuleState.FAILED);
        assertThat(reasonOf("x")).contains("The background work of module 'x' died after", "the pump is dry");
        assertThat(host.status("x").restarts()).isEqualTo(2);
        assertThat(host.calls.stream().filter("start x"::equals)).hasSize(3);
        assertThat(host.calls.stream().filter("close x"::equals)).hasSize(3);
    }

    @Test
    void workThatDiesOnThreadsOfTheModuleFailsItToo() throws Exception {
        host.deadline(Duration.ofSeconds(10));
        Script x = host.script("x");
        Host.offer(bad, "x", x);
        Host.offer(bad, "y", host.script("y"), "x");
        host.await("y", Kind.RUNNING);
        x.run.failed(new IllegalStateException("the pump is dry"));
        host.await(
                e -> e.kind() == Kind.RUNNING && e.module().filter("y"::equals).isPresent() && e.seq() > deathOfX());
        assertThat(host.calls.stream().filter(call -> call.endsWith(" y")))
                .containsExactly("init y", "start y", "stop y", "close y", "init y", "start y");
    }

    private long deathOfX() {
        return host.runtime.journal(10_000).stream()
                .filter(e -> e.text().contains("the pump is dry"))
                .mapToLong(JournalEntry::seq)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}

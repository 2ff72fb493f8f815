// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.phase.StepRunner;
import org.modkit.runtime.plan.Command;
import org.modkit.runtime.plan.Effects;
import org.modkit.runtime.plan.Model;

/** Whoever has the turn is the loop, and nothing that is posted is left lying. */
class LoopTest {
    private static final long PATIENCE = 30;

    private final BlockingQueue<String> turnsOf = new LinkedBlockingQueue<>();
    private final AtomicInteger within = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    private volatile Runnable inTurn = () -> {};
    private final Loop loop =
            new Loop(new Model(InstantSource.system(), () -> 0.5), new NoSteps(), this::report, System::nanoTime);

    /** Nobody begins steps here. */
    private static final class NoSteps implements StepRunner {
        @Override
        public void workers(int count) {}

        @Override
        public void begin(Step step) {}

        @Override
        public void cancel(Step step) {}

        @Override
        public void interrupt(Step step) {}

        @Override
        public OptionalLong begunAt(Step step) {
            return OptionalLong.empty();
        }

        @Override
        public String stack(Step step) {
            return "";
        }
    }

    private void report(Effects effects) {
        most.accumulateAndGet(within.incrementAndGet(), Math::max);
        effects.replies().forEach(Runnable::run);
        turnsOf.add(Thread.currentThread().getName());
        inTurn.run();
        within.decrementAndGet();
    }

    @BeforeEach
    void open() {
        loop.open((thread, bug) -> broken.complete(bug));
        loop.post(new Command.Released());
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private void posted() throws Exception {
        var folded = new CountDownLatch(1);
        loop.post(new Command.WhenSettled(folded::countDown));
        assertThat(folded.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aThreadThatHasNothingElseToDoTakesTheTurnItself() {
        var idle =
                new Loop(new Model(InstantSource.system(), () -> 0.5), new NoSteps(), this::report, System::nanoTime);
        var folded = new ArrayList<String>();
        idle.post(new Command.Released());
        idle.postAndTurn(
                new Command.WhenSettled(() -> folded.add(Thread.currentThread().getName())));

        assertThat(folded).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void whileOneHasTheTurnOthersOnlyLeaveTheirFacts() throws Exception {
        posted();
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        inTurn = () -> {
            entered.countDown();
            awaitQuietly(leave);
        };
        var first = new Thread(() -> loop.postAndTurn(new Command.WhenSettled(() -> {})), "first");
        first.start();
        assertThat(entered.await(PATIENCE, TimeUnit.SECONDS)).isTrue();

        var second = new CountDownLatch(1);
        loop.postAndTurn(new Command.WhenSettled(second::countDown));
        assertThat(second.getCount()).isEqualTo(1);
        inTurn = () -> {};
        leave.countDown();

        assertThat(second.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        first.join();
        assertThat(most).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingIsLostAndNobodyHasTheTurnTogetherWithAnother() throws Exception {
        int threads = 4;
        int each = 20_000;
        var folded = new AtomicLong();
        var all = new CountDownLatch(threads * each);
        List<Thread> posters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            boolean helps = t % 2 == 0;
            posters.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    var command = new Command.WhenSettled(() -> {
                        folded.incrementAndGet();
                        all.countDown();
                    });
                    if (helps) {
                        loop.postAndTurn(command);
                    } else {
                        loop.post(command);
                    }
                }
            }));
        }
        posters.forEach(Thread::start);

        assertThat(all.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(folded).hasValue(threads * (long) each);
        assertThat(most).hasValue(1);
    }

    @Test
    void aBugIsToldWhoeverHasTheTurn() throws Exception {
        posted();
        inTurn = () -> {
            throw new IllegalStateException("a bug");
        };
        loop.postAndTurn(new Command.WhenSettled(() -> {}));

        assertThat(broken.get(PATIENCE, TimeUnit.SECONDS)).hasMessage("a bug");
    }
}

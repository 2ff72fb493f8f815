// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.modkit.grpc.client.guest.Killable;
import org.modkit.grpc.client.guest.SumsServer;

/** To whom calls go, how often, and for how long. */
class ChannelsTest extends Callers {
    @Test
    void takesOneInstanceAfterTheOther() throws Exception {
        SumsServer one = server();
        SumsServer two = server();
        book.write(one.uri(), two.uri());
        await(() -> one.calls() > 0 && two.calls() > 0, caller::add);
        int ones = one.calls();
        int twos = two.calls();

        for (int call = 0; call < 20; call++) {
            assertThat(caller.add()).isEqualTo(3);
        }

        assertThat(one.calls() - ones).isEqualTo(10);
        assertThat(two.calls() - twos).isEqualTo(10);
    }

    @Test
    void losesNoCallThatMayBeRepeatedWhenOneOfTwoInstancesDies() throws Exception {
        SumsServer one = server();
        SumsServer two = server();
        var mortal = kept(Killable.before(one));
        book.write(mortal.uri(), two.uri());
        await(() -> one.calls() > 0 && two.calls() > 0, caller::add);
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        var isOver = new AtomicBoolean();
        var ended = new CountDownLatch(4);
        var callers = Executors.newFixedThreadPool(4);
        open.add(callers::shutdownNow);
        for (int thread = 0; thread < 4; thread++) {
            callers.execute(() -> {
                while (!isOver.get()) {
                    try {
                        caller.add();
                    } catch (RuntimeException e) {
                        failures.add(e.toString());
                    }
                }
                ended.countDown();
            });
        }

        try {
            mortal.close();
            int before = two.calls();
            await(() -> two.calls() > before + 500 || !failures.isEmpty(), () -> null);
            book.write(two.uri());
            int after = two.calls();
            await(() -> two.calls() > after + 500 || !failures.isEmpty(), () -> null);
        } finally {
            isOver.set(true);
        }

        assertThat(ended.await(Caller.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void repeatsOnlyWhatDoesNoHarm() throws Exception {
        SumsServer server = server();
        book.write(server.uri());
        server.refuse(Status.UNAVAILABLE);
        server.refuse(Status.UNAVAILABLE);

        assertThat(caller.add()).isEqualTo(3);
        assertThat(server.calls()).isEqualTo(3);

        server.refuse(Status.UNAVAILABLE.withDescription("away"));
        assertRefused(caller::book, Code.UNAVAILABLE, "away");
        assertThat(server.calls()).isEqualTo(4);

        server.refuse(Status.INTERNAL.withDescription("broken"));
        assertRefused(caller::add, Code.INTERNAL, "broken");
        assertThat(server.calls()).isEqualTo(5);
    }

    @Test
    void triesFourTimesAtMost() throws Exception {
        SumsServer server = server();
        book.write(server.uri());
        for (int refusal = 0; refusal < 5; refusal++) {
            server.refuse(Status.UNAVAILABLE.withDescription("away"));
        }

        assertRefused(caller::add, Code.UNAVAILABLE, "away");

        assertThat(server.calls()).isEqualTo(4);
    }

    @Test
    void givesADeadlineToCallsThatHaveNone() throws Exception {
        SumsServer server = server();
        book.write(server.uri());

        caller.add();
        assertThat(left(server)).isBetween(20L, 30L);
        caller.sums().withDeadlineAfter(90, TimeUnit.SECONDS).add(PAIR);
        assertThat(left(server)).isBetween(60L, 90L);
        var clock = Executors.newSingleThreadScheduledExecutor();
        open.add(clock::shutdownNow);
        try (var context = Context.current().withDeadlineAfter(80, TimeUnit.SECONDS, clock)) {
            context.call(caller::add);
        }
        assertThat(left(server)).isBetween(60L, 80L);
        caller.sums().count(PAIR).forEachRemaining(sum -> {});
        assertThat(server.deadline()).isEmpty();
    }

    private static long left(SumsServer server) {
        return server.deadline().orElseThrow().timeRemaining(TimeUnit.SECONDS);
    }

    @Test
    void endsACallAtTheUsualDeadline() throws Exception {
        var hasty = kept(new Caller(shelf, PACE, Duration.ofMillis(1)));
        book.write(server().uri());

        assertThatThrownBy(() -> hasty.sums().withWaitForReady().add(PAIR)).hasMessageStartingWith("DEADLINE_EXCEEDED");
    }

    @Test
    void sharesOneChannelAndEndsIt() throws Exception {
        book.write(server().uri());
        caller.add();

        caller.channels.close();

        assertThatThrownBy(caller::channel).hasMessageContaining("'org.modkit.grpc.client' has stopped");
        await(() -> !book.isHeard(), () -> null);
    }
}

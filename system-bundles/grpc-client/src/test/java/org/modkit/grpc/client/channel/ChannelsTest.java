// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modkit.grpc.client.guest.Book;
import org.modkit.grpc.client.guest.Killable;
import org.modkit.grpc.client.guest.Shelf;
import org.modkit.grpc.client.guest.SumsServer;
import org.modkit.grpc.client.guest.proto.Pair;
import org.modkit.grpc.client.guest.proto.SumsGrpc;

class ChannelsTest {
    private static final Pair PAIR = Pair.newBuilder().setA(1).setB(2).build();
    /** Long in this test: who hears of something does not do so by asking now and then. */
    private static final Following.Pace PACE =
            new Following.Pace(Duration.ofMillis(1), Duration.ofMinutes(5), Duration.ofMinutes(5));

    private final Shelf shelf = new Shelf();
    private final Book book = new Book();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Caller caller;

    @BeforeEach
    void begin() {
        shelf.put(book);
        caller = kept(new Caller(shelf, PACE, Duration.ofSeconds(30)));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T kept(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private SumsServer server() throws Exception {
        return kept(SumsServer.start());
    }

    private static void await(BooleanSupplier what, Callable<?> meanwhile) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_S);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            meanwhile.call();
        }
    }

    private static void assertRefused(ThrowingCallable call, Code code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(code);
            assertThat(refusal.getStatus().getDescription()).contains(words);
        });
    }

    private boolean isRefused() {
        try {
            caller.book();
            return false;
        } catch (StatusRuntimeException e) {
            return true;
        }
    }

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
    void goesOnWhileThereIsNoDirectory() throws Exception {
        SumsServer server = server();
        book.write(server.uri());
        caller.add();

        book.outage("The directory can't be asked.");
        assertThat(caller.book()).isEqualTo(3);
        shelf.put(null);
        assertThat(caller.book()).isEqualTo(3);

        // Another one, which has not heard of anybody yet.
        var empty = new Book();
        shelf.put(empty);
        await(empty::isHeard, caller::book);
        assertThat(caller.book()).isEqualTo(3);
        SumsServer other = server();
        empty.write(other.uri());
        await(() -> other.calls() > 0, caller::book);
    }

    @Test
    void leavesInstancesAloneThatADirectoryHasNotHeardOfForLong() throws Exception {
        var brief = new Following.Pace(Duration.ofMillis(1), Duration.ofMinutes(5), Duration.ofMillis(200));
        var impatient = kept(new Caller(shelf, brief, Duration.ofSeconds(30)));
        book.write(server().uri());
        assertThat(impatient.add()).isEqualTo(3);

        shelf.put(new Book());

        var refusal = new CompletableFuture<String>();
        await(refusal::isDone, () -> {
            try {
                return impatient.book();
            } catch (StatusRuntimeException e) {
                return refusal.complete(e.getStatus().getDescription());
            }
        });
        assertThat(refusal.get()).startsWith("No instance of gRPC service 'acme.v1.Sums' can be called now.");
    }

    @Test
    void saysThatThereIsNobodyUntilSomebodyComes() throws Exception {
        assertRefused(caller::book, Code.UNAVAILABLE, "No instance of gRPC service 'acme.v1.Sums' can be called now.");

        SumsServer server = server();
        book.write(server.uri());
        await(() -> server.calls() > 0, () -> isRefused());
        book.write();
        await(this::isRefused, () -> null);
        assertRefused(caller::book, Code.UNAVAILABLE, "No instance of gRPC service 'acme.v1.Sums' can be called now.");
        book.write(server.uri());
        await(() -> !isRefused(), () -> null);
    }

    @Test
    void waitsForAnInstanceIfAsked() throws Exception {
        var answer = SumsGrpc.newFutureStub(caller.channel()).withWaitForReady().book(PAIR);
        await(book::isHeard, () -> null);
        assertThat(answer.isDone()).isFalse();

        book.write(server().uri());

        assertThat(answer.get(Caller.PATIENCE_S, TimeUnit.SECONDS).getValue()).isEqualTo(3);
    }

    @Test
    void saysThatThereIsNoDirectoryUntilOneComes() throws Exception {
        shelf.put(null);
        assertRefused(
                caller::book,
                Code.UNAVAILABLE,
                "gRPC service 'acme.v1.Sums' can't be called. There is no directory in this process.");
        book.outage("The directory is asleep.");
        shelf.put(book);
        await(
                () -> {
                    try {
                        caller.book();
                        return false;
                    } catch (StatusRuntimeException e) {
                        return e.getMessage().contains("asleep");
                    }
                },
                () -> null);

        book.write(server().uri());
        book.outage("");

        await(() -> !isRefused(), () -> null);
    }

    @Test
    void asksAgainWhenNobodyCanBeReached() throws Exception {
        SumsServer gone = server();
        SumsServer server = server();
        book.write(gone.uri());
        caller.add();

        gone.close();
        // Nobody is told of this one.
        book.rewrite(server.uri());

        await(() -> !isRefused(), () -> null);
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

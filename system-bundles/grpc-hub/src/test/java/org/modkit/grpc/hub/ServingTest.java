// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.hub.guest.CalculatorService;
import org.modkit.grpc.hub.guest.proto.Result;
import org.modkit.grpc.hub.guest.proto.Sum;
import org.modkit.grpc.hub.proof.Guests;
import org.modkit.grpc.hub.service.OfferException;

class ServingTest {
    @Test
    void servesAModuleFromItsOpenToItsClose() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            PhaseGuest guest = Guests.named("sums", new CalculatorService());
            assertRefused(() -> RunningHub.add(channel, 1, 2), Code.UNIMPLEMENTED, "acme.v1.Calculator");

            hub.hub.up(guest);
            assertRefused(() -> RunningHub.add(channel, 1, 2), Code.UNAVAILABLE, "Module 'sums' is starting.");
            hub.hub.open(guest);
            assertThat(RunningHub.add(channel, 1, 2)).isEqualTo(3);
            hub.hub.close(guest);
            assertRefused(() -> RunningHub.add(channel, 1, 2), Code.UNAVAILABLE, "Module 'sums' is stopping.");
            hub.hub.down(guest);
            assertRefused(() -> RunningHub.add(channel, 1, 2), Code.UNAVAILABLE, "Module 'sums' is away.");
        }
    }

    @Test
    void saysThatAServiceIsUnknownWhenItHasBeenAwayForLong() throws Exception {
        try (var hub = RunningHub.with("limits.away", "1ms")) {
            Channel channel = hub.channel();
            hub.remove(hub.open("sums", new CalculatorService()));

            Code code = Code.UNAVAILABLE;
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                    code == Code.UNAVAILABLE && System.nanoTime() < end; ) {
                code = codeOf(() -> RunningHub.add(channel, 1, 2));
            }

            assertThat(code).isEqualTo(Code.UNIMPLEMENTED);
        }
    }

    private static Code codeOf(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return thrown == null ? Code.OK : Status.fromThrowable(thrown).getCode();
    }

    @Test
    void servesTheNextIncarnationOverTheSameChannel() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            PhaseGuest first = hub.open("sums", new CalculatorService());
            assertThat(RunningHub.add(channel, 1, 2)).isEqualTo(3);
            hub.remove(first);

            hub.open("sums", new CalculatorService() {
                @Override
                public void add(Sum sum, StreamObserver<Result> client) {
                    client.onNext(Result.newBuilder().setValue(42).build());
                    client.onCompleted();
                }
            });

            assertThat(RunningHub.add(channel, 1, 2)).isEqualTo(42);
        }
    }

    @Test
    void refusesAServiceThatAnotherModuleOffers() throws Exception {
        try (var hub = RunningHub.with()) {
            hub.open("sums", new CalculatorService());
            PhaseGuest second = Guests.named("more-sums", new CalculatorService());

            assertThatThrownBy(() -> hub.hub.up(second))
                    .isInstanceOf(OfferException.class)
                    .hasMessage("Modules 'sums' and 'more-sums' both offer gRPC service 'acme.v1.Calculator'. That of"
                            + " 'sums' stays. Give one of them another name, or remove one module.");
            hub.hub.close(second);
            hub.hub.down(second);

            assertThat(RunningHub.add(hub.channel(), 1, 2)).isEqualTo(3);
        }
    }

    @Test
    void refusesEverythingThatIsNoServiceAtOnce() throws Exception {
        try (var hub = RunningHub.with()) {
            PhaseGuest guest = Guests.named(
                    "odd",
                    "a text",
                    new HealthGrpc.HealthImplBase() {},
                    new CalculatorService(),
                    new CalculatorService());

            assertThatThrownBy(() -> hub.hub.up(guest))
                    .hasMessageContaining("Module 'odd' offers 'java.lang.String' as a gRPC service")
                    .hasMessageContaining("offers gRPC service 'grpc.health.v1.Health', which the hub serves itself")
                    .hasMessageContaining("Module 'odd' offers gRPC service 'acme.v1.Calculator' twice.");
            hub.hub.down(guest);

            assertRefused(() -> RunningHub.add(hub.channel(), 1, 2), Code.UNIMPLEMENTED, "");
        }
    }

    @Test
    void letsCallsUnderWayFinishWhileNewOnesAreRefused() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            PhaseGuest guest = hub.open("sums", new CalculatorService());
            var underWay = new Conversation(channel);
            assertThat(underWay.say(1)).isEqualTo(1);

            var closer = Executors.newSingleThreadExecutor();
            Future<?> closing = closer.submit(() -> {
                hub.hub.close(guest);
                return null;
            });
            while (codeOf(() -> RunningHub.add(channel, 1, 2)) != Code.UNAVAILABLE) {
                Thread.onSpinWait();
            }

            assertThat(closing).isNotDone();
            assertThat(underWay.say(2)).isEqualTo(3);
            underWay.finish();
            assertThat(underWay.end()).isEqualTo(Status.OK);
            closing.get(RunningHub.PATIENCE_S, TimeUnit.SECONDS);
            closer.shutdown();
        }
    }

    @Test
    void endsCallsThatDoNotFinishInTime() throws Exception {
        try (var hub = RunningHub.with("limits.drain", "50ms")) {
            PhaseGuest guest = hub.open("sums", new CalculatorService());
            var endless = new Conversation(hub.channel());
            assertThat(endless.say(1)).isEqualTo(1);

            hub.hub.close(guest);

            assertThat(endless.end().getCode()).isEqualTo(Code.UNAVAILABLE);
            assertThat(endless.end().getDescription()).isEqualTo("Module 'sums' has stopped meanwhile.");
        }
    }

    @Test
    void endsCallsWhenTheRuntimeLosesPatience() throws Exception {
        try (var hub = RunningHub.with("limits.drain", "1h")) {
            PhaseGuest guest = hub.open("sums", new CalculatorService());
            var endless = new Conversation(hub.channel());
            assertThat(endless.say(1)).isEqualTo(1);
            var closed = new CompletableFuture<Boolean>();
            var closer = new Thread(() -> {
                try {
                    hub.hub.close(guest);
                    closed.complete(false);
                } catch (InterruptedException e) {
                    closed.complete(true);
                }
            });
            closer.start();

            closer.interrupt();

            assertThat(closed.get(RunningHub.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            assertThat(endless.end().getCode()).isEqualTo(Code.UNAVAILABLE);
        }
    }

    @Test
    void tellsClientsOfAFailureWithoutItsDetails() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            hub.open("sums", new CalculatorService());

            assertRefused(
                    () -> RunningHub.add(channel, Long.MAX_VALUE, 1),
                    Code.UNKNOWN,
                    "Module 'sums' failed to answer. The log says why.");
            assertThat(RunningHub.add(channel, 1, 2)).isEqualTo(3);
        }
    }

    @Test
    void passesOnAStatusThatAModuleThrows() throws Exception {
        try (var hub = RunningHub.with()) {
            hub.open("sums", new CalculatorService() {
                @Override
                public void add(Sum sum, StreamObserver<Result> client) {
                    throw Status.NOT_FOUND.withDescription("no such sum").asRuntimeException();
                }
            });

            assertRefused(() -> RunningHub.add(hub.channel(), 1, 2), Code.NOT_FOUND, "no such sum");
        }
    }

    @Test
    void callsAModuleWithItsOwnClassLoader() throws Exception {
        try (var hub = RunningHub.with()) {
            var seen = new CompletableFuture<ClassLoader>();
            hub.open("sums", new CalculatorService() {
                @Override
                public void add(Sum sum, StreamObserver<Result> client) {
                    seen.complete(Thread.currentThread().getContextClassLoader());
                    super.add(sum, client);
                }
            });

            RunningHub.add(hub.channel(), 1, 2);

            assertThat(seen.get(RunningHub.PATIENCE_S, TimeUnit.SECONDS)).isSameAs(Guests.class.getClassLoader());
        }
    }

    @Test
    void refusesMessagesAndCallsBeyondTheLimits() throws Exception {
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var hub = RunningHub.with("limits.message", "64B", "limits.calls", 1)) {
            Channel channel = hub.channel();
            hub.open("sums", new CalculatorService() {
                @Override
                public void add(Sum sum, StreamObserver<Result> client) {
                    entered.countDown();
                    await(goOn);
                    super.add(sum, client);
                }
            });
            var caller = Executors.newSingleThreadExecutor();
            Future<Long> slow = caller.submit(() -> RunningHub.add(channel, 1, 2));
            await(entered);

            assertRefused(
                    () -> RunningHub.add(channel, 1, 2),
                    Code.RESOURCE_EXHAUSTED,
                    "The hub has 1 calls, as many as it takes.");
            goOn.countDown();
            assertThat(slow.get(RunningHub.PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(3);
            caller.shutdown();
            var large = Sum.newBuilder()
                    .mergeUnknownFields(UnknownFieldSet.newBuilder()
                            .addField(
                                    99,
                                    UnknownFieldSet.Field.newBuilder()
                                            .addLengthDelimited(ByteString.copyFrom(new byte[100]))
                                            .build())
                            .build())
                    .build();
            assertRefused(() -> RunningHub.calculator(channel).add(large), Code.RESOURCE_EXHAUSTED, "");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(RunningHub.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(ThrowingCallable call, Code code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(code);
            assertThat(refusal.getStatus().getDescription()).contains(words);
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.hub.guest.CalculatorService;
import org.modkit.grpc.hub.proof.Guests;

class HealthTest {
    @Test
    void followsAServiceThroughItsLife() throws Exception {
        try (var hub = RunningHub.with()) {
            BlockingQueue<ServingStatus> seen = watch(hub.channel(), "acme.v1.Calculator");
            assertThat(next(seen)).isEqualTo(ServingStatus.SERVICE_UNKNOWN);
            PhaseGuest guest = Guests.named("sums", new CalculatorService());

            hub.hub.up(guest);
            assertThat(next(seen)).isEqualTo(ServingStatus.NOT_SERVING);
            hub.hub.open(guest);
            assertThat(next(seen)).isEqualTo(ServingStatus.SERVING);
            hub.hub.close(guest);
            assertThat(next(seen)).isEqualTo(ServingStatus.NOT_SERVING);
            hub.hub.down(guest);
            assertThat(next(seen)).isEqualTo(ServingStatus.SERVICE_UNKNOWN);
        }
    }

    @Test
    void saysThatTheHubItselfServesUntilItStops() throws Exception {
        BlockingQueue<ServingStatus> seen;
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            assertThat(HealthGrpc.newBlockingStub(channel)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
            seen = watch(channel, "");
            assertThat(next(seen)).isEqualTo(ServingStatus.SERVING);

            hub.hub.stop();

            assertThat(next(seen)).isEqualTo(ServingStatus.NOT_SERVING);
        }
    }

    @Test
    void isNotServedIfNobodyWantsIt() throws Exception {
        try (var hub = RunningHub.with("health", false)) {
            hub.remove(hub.open("sums", new CalculatorService()));

            assertThatThrownBy(() ->
                            HealthGrpc.newBlockingStub(hub.channel()).check(HealthCheckRequest.getDefaultInstance()))
                    .hasMessageContaining("UNIMPLEMENTED");
        }
    }

    private static BlockingQueue<ServingStatus> watch(Channel channel, String service) {
        var seen = new LinkedBlockingQueue<ServingStatus>();
        var request = HealthCheckRequest.newBuilder().setService(service).build();
        HealthGrpc.newStub(channel).watch(request, new StreamObserver<>() {
            @Override
            public void onNext(HealthCheckResponse response) {
                seen.add(response.getStatus());
            }

            @Override
            public void onError(Throwable end) {}

            @Override
            public void onCompleted() {}
        });
        return seen;
    }

    private static ServingStatus next(BlockingQueue<ServingStatus> seen) throws InterruptedException {
        return seen.poll(RunningHub.PATIENCE_S, TimeUnit.SECONDS);
    }
}

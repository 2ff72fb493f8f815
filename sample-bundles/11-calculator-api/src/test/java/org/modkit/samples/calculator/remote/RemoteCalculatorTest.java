// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modkit.samples.calculator.api.Calculator;
import org.modkit.samples.calculator.api.CalculatorException;
import org.modkit.samples.calculator.api.CalculatorException.Reason;
import org.modkit.samples.calculator.v1.AddRequest;
import org.modkit.samples.calculator.v1.AddResponse;
import org.modkit.samples.calculator.v1.CalculatorServiceGrpc.CalculatorServiceImplBase;

class RemoteCalculatorTest {
    private final RemoteCalculator remote = new RemoteCalculator();
    private Server server;
    private ManagedChannel channel;
    private Calculator calculator;

    @BeforeEach
    void start() throws Exception {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(new Other())
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
        calculator = remote.connect(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void asksTheOtherProcess() {
        assertThat(calculator.add(40, 2)).isEqualTo(42);
    }

    @Test
    void refusesInTheWordsOfTheInterface() {
        assertThatThrownBy(() -> calculator.add(Long.MAX_VALUE, 1))
                .hasMessage("too much")
                .isInstanceOfSatisfying(
                        CalculatorException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OUT_OF_RANGE));
        server.shutdownNow();
        assertThatThrownBy(() -> calculator.add(1, 1))
                .hasMessage("The calculator does not answer now.")
                .isInstanceOfSatisfying(
                        CalculatorException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.AWAY));
    }

    @Test
    void saysWhatItIsFor() {
        assertThat(remote.type()).isEqualTo(Calculator.class);
        assertThat(remote.service().getName()).isEqualTo("calculator.v1.CalculatorService");
        assertThat(remote.service().getMethods())
                .allMatch(method -> method.isSafe() && method.isIdempotent(), "may be called again");
    }

    /** Plays the calculator in another process. */
    private static final class Other extends CalculatorServiceImplBase {
        @Override
        public void add(AddRequest request, StreamObserver<AddResponse> caller) {
            if (request.getA() == Long.MAX_VALUE) {
                caller.onError(Status.OUT_OF_RANGE.withDescription("too much").asRuntimeException());
                return;
            }
            caller.onNext(AddResponse.newBuilder()
                    .setSum(request.getA() + request.getB())
                    .build());
            caller.onCompleted();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHub;
import org.modkit.samples.calculator.api.Calculator;
import org.modkit.samples.calculator.api.CalculatorException;
import org.modkit.samples.calculator.v1.AddRequest;
import org.modkit.samples.calculator.v1.CalculatorServiceGrpc;
import org.modkit.samples.calculator.v1.CalculatorServiceGrpc.CalculatorServiceBlockingStub;

class CalculatorModuleTest {
    private final CalculatorModule module = new CalculatorModule();

    @Test
    void addsForModulesOfItsOwnProcess() {
        ClientHub hub = mock();
        ModuleContext context = mock();
        when(context.clients()).thenReturn(hub);

        module.init(context);

        var registered = ArgumentCaptor.forClass(Calculator.class);
        verify(hub).register(eq(Calculator.class), registered.capture());
        assertThat(registered.getValue().add(40, 2)).isEqualTo(42);
        assertThatThrownBy(() -> registered.getValue().add(Long.MAX_VALUE, 1))
                .isInstanceOf(CalculatorException.class)
                .hasMessage("The sum of 9223372036854775807 and 1 does not fit into 64 bits.");
    }

    @Test
    void addsByGrpc() throws Exception {
        String name = InProcessServerBuilder.generateName();
        var building = InProcessServerBuilder.forName(name).directExecutor();
        module.services().forEach(service -> building.addService((BindableService) service));
        Server server = building.build().start();
        ManagedChannel channel =
                InProcessChannelBuilder.forName(name).directExecutor().build();
        try {
            CalculatorServiceBlockingStub stub = CalculatorServiceGrpc.newBlockingStub(channel);

            assertThat(stub.add(pair(40, 2)).getSum()).isEqualTo(42);
            assertThatThrownBy(() -> stub.add(pair(Long.MIN_VALUE, -1)))
                    .hasMessage("OUT_OF_RANGE: The sum of -9223372036854775808 and -1 does not fit into 64 bits.");
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    private static AddRequest pair(long a, long b) {
        return AddRequest.newBuilder().setA(a).setB(b).build();
    }
}

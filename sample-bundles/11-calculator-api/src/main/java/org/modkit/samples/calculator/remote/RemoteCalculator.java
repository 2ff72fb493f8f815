// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.remote;

import io.grpc.Channel;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.modkit.grpc.client.RemoteClient;
import org.modkit.samples.calculator.api.Calculator;
import org.modkit.samples.calculator.api.CalculatorException;
import org.modkit.samples.calculator.api.CalculatorException.Reason;
import org.modkit.samples.calculator.v1.AddRequest;
import org.modkit.samples.calculator.v1.CalculatorServiceGrpc;
import org.modkit.samples.calculator.v1.CalculatorServiceGrpc.CalculatorServiceBlockingStub;
import org.osgi.service.component.annotations.Component;

/** Makes the calculator that others find in their ClientHub when the module runs in another process. */
@Component(property = RemoteClient.MODULE + "=calculator")
public final class RemoteCalculator implements RemoteClient<Calculator> {
    @Override
    public Class<Calculator> type() {
        return Calculator.class;
    }

    @Override
    public ServiceDescriptor service() {
        return CalculatorServiceGrpc.getServiceDescriptor();
    }

    @Override
    public Calculator connect(Channel channel) {
        CalculatorServiceBlockingStub calculator = CalculatorServiceGrpc.newBlockingStub(channel);
        return (a, b) -> add(calculator, a, b);
    }

    private static long add(CalculatorServiceBlockingStub calculator, long a, long b) {
        try {
            AddRequest request = AddRequest.newBuilder().setA(a).setB(b).build();
            return calculator.add(request).getSum();
        } catch (StatusRuntimeException e) {
            throw refusal(e);
        }
    }

    /** Says in the words of the interface what gRPC says in its own. */
    private static CalculatorException refusal(StatusRuntimeException failure) {
        Status status = failure.getStatus();
        return status.getCode() == Status.Code.OUT_OF_RANGE
                ? new CalculatorException(Reason.OUT_OF_RANGE, status.getDescription())
                : new CalculatorException(Reason.AWAY, "The calculator does not answer now.", failure);
    }
}

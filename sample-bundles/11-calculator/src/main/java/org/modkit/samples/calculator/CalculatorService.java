// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.modkit.samples.calculator.api.Calculator;
import org.modkit.samples.calculator.api.CalculatorException;
import org.modkit.samples.calculator.v1.AddRequest;
import org.modkit.samples.calculator.v1.AddResponse;
import org.modkit.samples.calculator.v1.CalculatorServiceGrpc;

/** The calculator by gRPC. One object answers many calls at the same time, so it has no state. */
final class CalculatorService extends CalculatorServiceGrpc.CalculatorServiceImplBase {
    private final Calculator calculator;

    CalculatorService(Calculator calculator) {
        this.calculator = calculator;
    }

    @Override
    public void add(AddRequest request, StreamObserver<AddResponse> caller) {
        try {
            long sum = calculator.add(request.getA(), request.getB());
            caller.onNext(AddResponse.newBuilder().setSum(sum).build());
            caller.onCompleted();
        } catch (CalculatorException e) {
            caller.onError(Status.OUT_OF_RANGE.withDescription(e.getMessage()).asRuntimeException());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.guest;

import io.grpc.stub.StreamObserver;
import org.modkit.grpc.hub.guest.proto.CalculatorGrpc;
import org.modkit.grpc.hub.guest.proto.Number;
import org.modkit.grpc.hub.guest.proto.Result;
import org.modkit.grpc.hub.guest.proto.Sum;

/** Adds. */
public class CalculatorService extends CalculatorGrpc.CalculatorImplBase {
    @Override
    public void add(Sum sum, StreamObserver<Result> client) {
        client.onNext(result(Math.addExact(sum.getA(), sum.getB())));
        client.onCompleted();
    }

    @Override
    public StreamObserver<Number> total(StreamObserver<Result> client) {
        return new StreamObserver<>() {
            private long total;

            @Override
            public void onNext(Number number) {
                total += number.getValue();
                client.onNext(result(total));
            }

            @Override
            public void onError(Throwable gone) {}

            @Override
            public void onCompleted() {
                client.onCompleted();
            }
        };
    }

    static Result result(long value) {
        return Result.newBuilder().setValue(value).build();
    }
}

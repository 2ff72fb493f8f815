// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.grpc;

import io.grpc.stub.StreamObserver;
import org.modkit.benchmarks.grpc.wire.Pair;
import org.modkit.benchmarks.grpc.wire.Sum;
import org.modkit.benchmarks.grpc.wire.SumsGrpc;

/** The service. */
final class Adder extends SumsGrpc.SumsImplBase {
    @Override
    public void add(Pair pair, StreamObserver<Sum> caller) {
        caller.onNext(Sum.newBuilder().setValue(pair.getA() + pair.getB()).build());
        caller.onCompleted();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.modkit.grpc.hub.guest.proto.CalculatorGrpc;
import org.modkit.grpc.hub.guest.proto.Number;
import org.modkit.grpc.hub.guest.proto.Result;

/** A call that stays under way until somebody ends it. */
final class Conversation implements StreamObserver<Result> {
    private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final StreamObserver<Number> hub;

    Conversation(Channel channel) {
        hub = CalculatorGrpc.newStub(channel).total(this);
    }

    long say(long number) throws InterruptedException {
        hub.onNext(Number.newBuilder().setValue(number).build());
        return answers.poll(RunningHub.PATIENCE_S, TimeUnit.SECONDS);
    }

    void finish() {
        hub.onCompleted();
    }

    Status end() throws Exception {
        return end.get(RunningHub.PATIENCE_S, TimeUnit.SECONDS);
    }

    @Override
    public void onNext(Result result) {
        answers.add(result.getValue());
    }

    @Override
    public void onError(Throwable thrown) {
        end.complete(Status.fromThrowable(thrown));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }
}

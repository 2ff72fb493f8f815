// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the services of one module: lets calls in while the module may be called, and counts them. */
final class Gate implements ServerInterceptor {
    private final String module;
    private final ClassLoader loader;
    private final Calls calls;
    private final Crowd crowd;

    /** How many calls the whole hub has, and how many it takes. */
    record Crowd(AtomicInteger underWay, int most) {
        boolean enter() {
            if (underWay.incrementAndGet() > most) {
                underWay.decrementAndGet();
                return false;
            }
            return true;
        }

        void leave() {
            underWay.decrementAndGet();
        }
    }

    Gate(String module, ClassLoader loader, Calls calls, Crowd crowd) {
        this.module = module;
        this.loader = loader;
        this.calls = calls;
        this.crowd = crowd;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!crowd.enter()) {
            return refuse(
                    call, Status.RESOURCE_EXHAUSTED, "The hub has " + crowd.most() + " calls, as many as it takes.");
        }
        var guarded = new GuardedCall<>(call);
        Calls.Door door = calls.enter(guarded);
        if (door != Calls.Door.OPEN) {
            crowd.leave();
            return refuse(
                    call,
                    Status.UNAVAILABLE,
                    "Module '" + module + (door == Calls.Door.NOT_YET ? "' is starting." : "' is stopping."));
        }
        return begin(guarded, headers, next);
    }

    private <Q, A> ServerCall.Listener<Q> begin(
            GuardedCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var visit = new Visit(module, loader, call, () -> {
            calls.leave(call);
            crowd.leave();
        });
        // Of a call that fails here grpc-java tells nobody how it ends.
        ServerCall.Listener<Q> listener = visit.begin(() -> next.startCall(call, headers));
        return listener == null ? new ServerCall.Listener<>() {} : new VisitListener<>(listener, visit);
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status, String sentence) {
        call.close(status.withDescription(sentence), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}

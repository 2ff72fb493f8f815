// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * A call that the hub may end while the module is answering. From then on the module talks to nobody: it gets no exception
 * for having been in the middle of a sentence.
 */
final class GuardedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private boolean isOver;

    GuardedCall(ServerCall<Q, A> call) {
        super(call);
    }

    /** Ends the call, unless it has ended. */
    synchronized void end(Status status) {
        close(status, new Metadata());
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
        if (!isOver) {
            super.sendHeaders(headers);
        }
    }

    @Override
    public synchronized void sendMessage(A message) {
        if (!isOver) {
            super.sendMessage(message);
        }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
        if (!isOver) {
            isOver = true;
            super.close(status, trailers);
        }
    }
}

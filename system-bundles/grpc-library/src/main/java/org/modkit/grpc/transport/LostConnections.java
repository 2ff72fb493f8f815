// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.transport;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.internal.ClientStreamListener;
import java.nio.channels.ClosedChannelException;

/**
 * Says UNAVAILABLE of a call whose connection was lost while it was being written. grpc-java says so only of those that find
 * out by reading; of these it says UNKNOWN, which is what callers hear of a broken service, and which nobody repeats.
 */
final class LostConnections implements ClientStreamListener {
    private final ClientStreamListener told;

    LostConnections(ClientStreamListener told) {
        this.told = told;
    }

    @Override
    public void closed(Status status, RpcProgress progress, Metadata trailers) {
        boolean isLost = status.getCode() == Status.Code.UNKNOWN && status.getCause() instanceof ClosedChannelException;
        Status said = isLost
                ? Status.UNAVAILABLE.withDescription("The connection was lost.").withCause(status.getCause())
                : status;
        told.closed(said, progress, trailers);
    }

    @Override
    public void headersRead(Metadata headers) {
        told.headersRead(headers);
    }

    @Override
    public void messagesAvailable(MessageProducer producer) {
        told.messagesAvailable(producer);
    }

    @Override
    public void onReady() {
        told.onReady();
    }
}

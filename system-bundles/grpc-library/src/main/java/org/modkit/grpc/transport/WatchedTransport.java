// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.transport;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.InternalChannelz.SocketStats;
import io.grpc.InternalLogId;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.internal.ClientStream;
import io.grpc.internal.ConnectionClientTransport;
import java.util.concurrent.Executor;

/** A connection, whose calls are {@link WatchedStream}s. */
final class WatchedTransport implements ConnectionClientTransport {
    private final ConnectionClientTransport transport;

    WatchedTransport(ConnectionClientTransport transport) {
        this.transport = transport;
    }

    @Override
    public ClientStream newStream(
            MethodDescriptor<?, ?> method, Metadata headers, CallOptions options, ClientStreamTracer[] tracers) {
        return new WatchedStream(transport.newStream(method, headers, options, tracers));
    }

    @Override
    public Runnable start(Listener listener) {
        return transport.start(listener);
    }

    @Override
    public void shutdown(Status reason) {
        transport.shutdown(reason);
    }

    @Override
    public void shutdownNow(Status reason) {
        transport.shutdownNow(reason);
    }

    @Override
    public void ping(PingCallback answered, Executor executor) {
        transport.ping(answered, executor);
    }

    @Override
    public InternalLogId getLogId() {
        return transport.getLogId();
    }

    @Override
    public Attributes getAttributes() {
        return transport.getAttributes();
    }

    @Override
    public ListenableFuture<SocketStats> getStats() {
        return transport.getStats();
    }

    @Override
    public String toString() {
        return transport.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.LoadBalancerRegistry;
import io.grpc.TlsChannelCredentials;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.modkit.grpc.client.guest.Shelf;
import org.modkit.grpc.client.guest.proto.Pair;
import org.modkit.grpc.client.guest.proto.SumsGrpc;
import org.modkit.grpc.client.guest.proto.SumsGrpc.SumsBlockingStub;
import org.modkit.grpc.transport.ChannelTransport;

/** Channels without a framework around them. */
final class Caller implements AutoCloseable {
    static final long PATIENCE_S = 30;

    private final Balancing balancing = new Balancing();
    private final ChannelTransport transport;
    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    final Channels channels;

    Caller(Shelf shelf, Following.Pace pace, Duration deadline) {
        this(shelf, pace, deadline, TlsChannelCredentials.create());
    }

    Caller(Shelf shelf, Following.Pace pace, Duration deadline, ChannelCredentials tls) {
        LoadBalancerRegistry.getDefaultRegistry().register(balancing);
        transport = new ChannelTransport(tls);
        channels = new Channels(transport, callbacks, new Names(shelf, worker, pace), deadline);
    }

    Channel channel() {
        return channels.channel(SumsGrpc.getServiceDescriptor());
    }

    /** Without a deadline of its own. */
    SumsBlockingStub sums() {
        return SumsGrpc.newBlockingStub(channel());
    }

    long add() {
        return sums().add(Pair.newBuilder().setA(1).setB(2).build()).getValue();
    }

    long book() {
        return sums().book(Pair.newBuilder().setA(1).setB(2).build()).getValue();
    }

    @Override
    public void close() {
        channels.close();
        worker.shutdownNow();
        callbacks.shutdownNow();
        transport.close();
        LoadBalancerRegistry.getDefaultRegistry().deregister(balancing);
    }
}

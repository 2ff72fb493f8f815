// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modkit.grpc.client.GrpcChannels;
import org.modkit.grpc.transport.ChannelTransport;

/** One channel for each service, shared by everybody in this process, from the first who asks until the bundle stops. */
public final class Channels implements GrpcChannels, AutoCloseable {
    private static final long IDLE_MIN = 5;
    private static final long PATIENCE_S = 5;

    private final ChannelTransport transport;
    private final Executor callbacks;
    private final Names names;
    private final Duration deadline;
    private final Map<Rules, ManagedChannel> channels = new HashMap<>();
    private boolean isClosed;

    /**
     * Makes none yet.
     *
     * @param transport makes connections; closed by whoever made it, after this
     * @param callbacks calls back what is not waited for
     * @param directories tell where instances are
     * @param worker its one thread asks the directory
     */
    public Channels(
            ChannelTransport transport, Executor callbacks, Directories directories, ScheduledExecutorService worker) {
        this(transport, callbacks, new Names(directories, worker, Following.Pace.USUAL), UsualDeadline.USUAL);
    }

    Channels(ChannelTransport transport, Executor callbacks, Names names, Duration deadline) {
        this.transport = transport;
        this.callbacks = callbacks;
        this.names = names;
        this.deadline = deadline;
    }

    @Override
    public Channel channel(ServiceDescriptor service) {
        return ClientInterceptors.intercept(shared(Rules.of(service)), new UsualDeadline(deadline));
    }

    private synchronized ManagedChannel shared(Rules rules) {
        if (isClosed) {
            throw new IllegalStateException(
                    "The bundle 'org.modkit.grpc.client' has stopped, and with it the channels to"
                            + " gRPC services. Ask for a channel again when it is started.");
        }
        return channels.computeIfAbsent(rules, this::begun);
    }

    private ManagedChannel begun(Rules rules) {
        return transport
                .channel(Names.SCHEME + ":///" + rules.service(), names)
                .executor(callbacks)
                .offloadExecutor(callbacks)
                .userAgent("modkit")
                .idleTimeout(IDLE_MIN, TimeUnit.MINUTES)
                .defaultServiceConfig(rules.serviceConfig())
                .build();
    }

    /** Ends all channels; calls under way fail. */
    @Override
    public synchronized void close() {
        isClosed = true;
        channels.values().forEach(ManagedChannel::shutdownNow);
        try {
            for (ManagedChannel each : channels.values()) {
                each.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels.clear();
    }
}

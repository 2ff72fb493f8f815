// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.transport;

import io.grpc.Attributes;
import io.grpc.ChannelCredentials;
import io.grpc.EquivalentAddressGroup;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.internal.ClientTransportFactory;
import io.grpc.internal.ManagedChannelImplBuilder;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read and write for channels, and channels whose servers may be reached in different ways at the same time:
 * by TCP with or without TLS, and by Unix sockets.
 *
 * <p>Holds for any number of channels, and is closed after them. Its threads are daemons named
 * {@code modkit-grpc-client-io-N-M}; there are none before something is connected. Unix sockets are the JDK's, so they need no
 * native library; TCP uses epoll where grpc-java brings it for the machine.
 */
public final class ChannelTransport implements AutoCloseable {
    static final Attributes.Key<Boolean> SECURE = Attributes.Key.create("org.modkit.grpc.transport.secure");

    private static final int CONNECT_MS = 10_000;
    private static final long KEEP_ALIVE_S = 30;
    private static final long KEEP_ALIVE_TIMEOUT_S = 10;
    private static final long PATIENCE_S = 5;

    private final KnownThreads threads = new KnownThreads("modkit-grpc-client-io");
    private final ChannelCredentials tls;
    private final boolean hasEpoll = Epoll.isAvailable();
    private final EventLoopGroup tcp;
    private final EventLoopGroup unix;

    /**
     * Prepares the threads.
     *
     * @param tls how servers at {@code https} addresses are met
     */
    public ChannelTransport(ChannelCredentials tls) {
        this.tls = tls;
        this.unix = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        this.tcp = new MultiThreadIoEventLoopGroup(
                0, threads, hasEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /**
     * Turns an endpoint into what name resolvers of this transport's channels return. Asks the machine for the addresses of a
     * host name, which may take its time.
     *
     * @param endpoint {@code http://host:port}, {@code https://host:port} or {@code unix:///path}
     * @return its addresses, of which one is enough
     * @throws UnknownHostException if there is no such host
     * @throws IllegalArgumentException if it is none of these three
     */
    public static EquivalentAddressGroup address(URI endpoint) throws UnknownHostException {
        if ("unix".equals(endpoint.getScheme()) && endpoint.getPath() != null) {
            SocketAddress file = UnixDomainSocketAddress.of(Path.of(endpoint.getPath()));
            return new EquivalentAddressGroup(file, authority("localhost"));
        }
        boolean isSecure = "https".equals(endpoint.getScheme());
        if ((isSecure || "http".equals(endpoint.getScheme())) && endpoint.getHost() != null && endpoint.getPort() > 0) {
            var addresses = new ArrayList<SocketAddress>();
            for (InetAddress each : InetAddress.getAllByName(endpoint.getHost())) {
                addresses.add(new InetSocketAddress(each, endpoint.getPort()));
            }
            Attributes attributes = authority(endpoint.getHost() + ":" + endpoint.getPort());
            return new EquivalentAddressGroup(
                    addresses, attributes.toBuilder().set(SECURE, isSecure).build());
        }
        throw new IllegalArgumentException("The endpoint '" + endpoint
                + "' can't be reached: it must be 'http://host:port', 'https://host:port' or 'unix:///path'.");
    }

    /** The server hears, and with TLS must prove, that it is the one; not the name that the channel has for all of them. */
    private static Attributes authority(String name) {
        return Attributes.newBuilder()
                .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, name)
                .build();
    }

    /**
     * Begins a channel. It keeps its connections alive by asking every 30 s, and takes one for dead that does not answer
     * within 10 s.
     *
     * @param target a URI of the scheme that {@code names} knows
     * @param names resolves it to what {@link #address} returns
     * @return a builder for one channel, which has to be shut down before this is closed
     */
    public ManagedChannelBuilder<?> channel(String target, NameResolverProvider names) {
        var registry = new NameResolverRegistry();
        registry.register(names);
        return new ManagedChannelImplBuilder(
                target,
                InsecureChannelCredentials.create(),
                null,
                () -> new MixedTransports(tcp, List.of(this::plain, this::secure, this::unix)),
                () -> -1,
                registry,
                null);
    }

    private ClientTransportFactory plain() {
        return tcp(InsecureChannelCredentials.create());
    }

    private ClientTransportFactory secure() {
        return tcp(tls);
    }

    private ClientTransportFactory tcp(ChannelCredentials credentials) {
        var builder = NettyChannelBuilder.forAddress(new InetSocketAddress(0), credentials)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS);
        return built(builder, tcp, hasEpoll ? EpollSocketChannel.class : NioSocketChannel.class);
    }

    private ClientTransportFactory unix() {
        var builder = NettyChannelBuilder.forAddress(new InetSocketAddress(0), InsecureChannelCredentials.create())
                // grpc-java sets it on every connection, and Netty warns each time that such a socket has no such
                // option.
                .withOption(ChannelOption.SO_KEEPALIVE, null);
        return built(builder, unix, NioDomainSocketChannel.class);
    }

    private static ClientTransportFactory built(
            NettyChannelBuilder builder, EventLoopGroup threads, Class<? extends Channel> type) {
        builder.eventLoopGroup(threads)
                .channelType(type)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_S, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true);
        return InternalNettyChannelBuilder.buildTransportFactory(builder);
    }

    /** Ends the threads, and waits a little for that. To be called when all channels have terminated. */
    @Override
    public void close() {
        List.of(tcp, unix).forEach(group -> group.shutdownGracefully(0, PATIENCE_S, TimeUnit.SECONDS));
        threads.awaitEnd(Duration.ofSeconds(PATIENCE_S));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.transport;

import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One address and the threads that read and write there. Holds for one server, and is closed after it.
 *
 * <p>Its threads are daemons named {@code modkit-grpc-io-N-M}. Unix sockets are the JDK's, so they need no native library;
 * TCP uses epoll where grpc-java brings it for the machine.
 */
public final class ServerTransport implements AutoCloseable {
    /** Far more than any honest client gives up in a second, and far less than a flood. */
    private static final int RESETS_PER_SECOND = 1000;

    private static final long PATIENCE_S = 5;

    private final SocketAddress address;
    private final Class<? extends ServerChannel> channel;
    private final KnownThreads threads = new KnownThreads("modkit-grpc-io");
    private final EventLoopGroup loops;

    private ServerTransport(SocketAddress address, Class<? extends ServerChannel> channel, IoHandlerFactory handlers) {
        this.address = address;
        this.channel = channel;
        this.loops = new MultiThreadIoEventLoopGroup(0, threads, handlers);
    }

    /**
     * Prepares a TCP address.
     *
     * @param address a resolved address; port 0 for any free one
     * @return the transport, not yet listening
     */
    public static ServerTransport tcp(InetSocketAddress address) {
        return Epoll.isAvailable()
                ? new ServerTransport(address, EpollServerSocketChannel.class, EpollIoHandler.newFactory())
                : new ServerTransport(address, NioServerSocketChannel.class, NioIoHandler.newFactory());
    }

    /**
     * Prepares a Unix socket.
     *
     * @param file where there is no file yet; it stays behind when the server stops
     * @return the transport, not yet listening
     */
    public static ServerTransport unix(Path file) {
        return new ServerTransport(
                UnixDomainSocketAddress.of(file), NioServerDomainSocketChannel.class, NioIoHandler.newFactory());
    }

    /**
     * Begins the server that listens here.
     *
     * <p>A connection that resets calls by the thousands a second is closed.
     *
     * @param credentials how clients are met
     * @param callsPerConnection how many calls one connection may have at the same time
     * @return a builder for one server
     */
    public ServerBuilder<?> server(ServerCredentials credentials, int callsPerConnection) {
        var server = NettyServerBuilder.forAddress(address, credentials)
                .channelType(channel)
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops)
                .maxConcurrentCallsPerConnection(callsPerConnection)
                .maxRstFramesPerWindow(RESETS_PER_SECOND, 1);
        if (address instanceof UnixDomainSocketAddress) {
            // grpc-java sets it on every connection, and Netty warns each time that such a socket has no such option.
            server.withChildOption(ChannelOption.SO_KEEPALIVE, null);
        }
        return server;
    }

    /** Ends the threads, and waits a little for that. To be called when the server has terminated, or never started. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, PATIENCE_S, TimeUnit.SECONDS);
        threads.awaitEnd(Duration.ofSeconds(PATIENCE_S));
    }
}

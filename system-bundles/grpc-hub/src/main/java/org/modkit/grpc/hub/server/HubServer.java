// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.server;

import io.grpc.HandlerRegistry;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.modkit.grpc.hub.config.Settings;
import org.modkit.grpc.transport.ServerTransport;

/** Listens for calls. Started once and stopped once. */
public final class HubServer {
    private static final int HANDSHAKE_S = 20;
    private static final int GRACE_MS = 500;
    private static final int LAST_PATIENCE_S = 5;

    private final Settings settings;
    private final Optional<SocketFile> socket;
    private final ExecutorService workers;
    private Door door;
    private ServerTransport transport;
    private Server server;

    /**
     * Makes it.
     *
     * @param settings where and how
     */
    public HubServer(Settings settings) {
        this.settings = settings;
        this.socket = settings.listen().unixSocket().map(SocketFile::new);
        var count = new AtomicInteger();
        this.workers = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "modkit-grpc-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to listen.
     *
     * @param own services of the hub itself
     * @param modules services that come and go
     * @return where clients reach it
     * @throws ListenException with a sentence or two, if it can't
     */
    public URI start(List<ServerServiceDefinition> own, HandlerRegistry modules) {
        try {
            door = Door.of(settings);
            transport = transport();
            server = built(door.credentials(), own, modules);
            listen();
            return uri();
        } catch (ListenException e) {
            stop();
            throw e;
        }
    }

    private ServerTransport transport() {
        Settings.Listen listen = settings.listen();
        if (socket.isPresent()) {
            Path file = listen.unixSocket().orElseThrow();
            socket.get().prepare();
            return ServerTransport.unix(file);
        }
        try {
            return ServerTransport.tcp(new InetSocketAddress(InetAddress.getByName(listen.bind()), listen.port()));
        } catch (UnknownHostException e) {
            throw new ListenException(
                    "The gRPC hub can't listen at '" + listen.bind()
                            + "': no address of this name is known. Set 'modules.grpc-hub.config.bind'.",
                    e);
        }
    }

    private Server built(ServerCredentials credentials, List<ServerServiceDefinition> own, HandlerRegistry modules) {
        Settings.Limits limits = settings.limits();
        Settings.KeepAlive keepAlive = settings.keepAlive();
        try {
            ServerBuilder<?> builder = transport
                    .server(credentials, limits.callsPerConnection())
                    .executor(workers)
                    .addServices(own)
                    .fallbackHandlerRegistry(modules)
                    .maxInboundMessageSize(limits.message())
                    .maxInboundMetadataSize(limits.metadata())
                    .handshakeTimeout(HANDSHAKE_S, TimeUnit.SECONDS)
                    .keepAliveTime(keepAlive.time().toMillis(), TimeUnit.MILLISECONDS)
                    .keepAliveTimeout(keepAlive.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .permitKeepAliveTime(keepAlive.permit().toMillis(), TimeUnit.MILLISECONDS)
                    .permitKeepAliveWithoutCalls(true);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw Door.refusal(e);
        }
    }

    private void listen() {
        try {
            server.start();
            if (socket.isPresent()) {
                socket.get().protect();
            }
        } catch (IOException e) {
            server.shutdownNow();
            server = null;
            throw new ListenException(sentence(e), e);
        }
    }

    private String sentence(IOException thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        // Netty writes the system call and its number before the words.
        String words = String.valueOf(root.getMessage()).replaceFirst("^.*\\): ", "");
        Settings.Listen listen = settings.listen();
        return socket.isPresent()
                ? "The gRPC hub can't listen at '" + listen.unixSocket().orElseThrow() + "': " + words
                        + ". Set another path by 'modules.grpc-hub.config.unix_socket'."
                : "The gRPC hub can't listen at '" + listen.bind() + ":" + listen.port() + "': " + words
                        + ". Free that port, or set 'modules.grpc-hub.config.port' (0 takes any free one) and '.bind'.";
    }

    private URI uri() {
        if (socket.isPresent()) {
            return URI.create("unix://"
                    + settings.listen().unixSocket().orElseThrow().toUri().getRawPath());
        }
        SocketAddress bound = server.getListenSockets().get(0);
        var address = (InetSocketAddress) bound;
        String host = settings.listen().advertise().orElseGet(() -> reachable(address.getAddress()));
        String scheme = settings.tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Nobody can call an address that stands for all of a machine's; loopback is one of them. */
    private static String reachable(InetAddress bound) {
        InetAddress address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    /** Listens no more, and stops. Calls of modules are over by then; who watches the hub itself would do so forever. */
    public void stop() {
        try {
            if (server != null) {
                end();
            }
            // Modules' code may still be saying its last word, which needs the transport.
            workers.shutdown();
            workers.awaitTermination(LAST_PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
            if (door != null) {
                door.close();
            }
            if (transport != null) {
                transport.close();
            }
        }
    }

    private void end() throws InterruptedException {
        try {
            server.shutdown();
            server.awaitTermination(GRACE_MS, TimeUnit.MILLISECONDS);
        } finally {
            server.shutdownNow();
            socket.ifPresent(SocketFile::remove);
        }
        server.awaitTermination(LAST_PATIENCE_S, TimeUnit.SECONDS);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.problem.ServerProblems;
import org.slf4j.LoggerFactory;

/** Listens for HTTP/1.1 and HTTP/2. Started once and stopped once. */
public final class HttpServer {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SECTION = "'modules.rest-gateway.config'";

    private final Settings settings;
    private final Server server;
    private final ServerConnector connector;

    /**
     * Makes it.
     *
     * @param settings where and how
     * @param handler what a request passes
     * @param log told of each request that has ended
     * @throws ListenException with a sentence, if the key for TLS is of no use
     */
    public HttpServer(Settings settings, Handler handler, RequestLog log) {
        this.settings = settings;
        this.server = new Server(threads());
        var graceful = new GracefulHandler(handler);
        server.setHandler(graceful);
        server.setErrorHandler(new ServerProblems());
        server.setRequestLog(log);
        server.setStopTimeout(settings.limits().drain().toMillis());
        server.addBean(new NetworkConnectionLimit(settings.connections().connections(), server));
        this.connector = connector();
        connector.setHost(settings.listen().host());
        connector.setPort(settings.listen().port());
        connector.setIdleTimeout(settings.connections().idle().toMillis());
        server.addConnector(connector);
        settings.listen().socket().ifPresent(this::listenAt);
    }

    private void listenAt(Path socket) {
        var local = new UnixConnector(server, socket, new Protocols(settings).plain());
        local.setIdleTimeout(settings.connections().idle().toMillis());
        server.addConnector(local);
    }

    private QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(settings.listen().threads(), 4);
        threads.setName("modkit-rest");
        threads.setDaemon(true);
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        return threads;
    }

    private ServerConnector connector() {
        var protocols = new Protocols(settings);
        if (!settings.tls().isOn()) {
            return new ServerConnector(server, protocols.plain());
        }
        var certificates = new Certificates(settings.tls(), server.getScheduler());
        server.addBean(certificates);
        return new ServerConnector(server, protocols.secure(certificates));
    }

    /**
     * Begins to listen.
     *
     * @throws ListenException with a sentence, if it can't
     */
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            stop();
            throw e instanceof ListenException told ? told : new ListenException(sentence(e), e);
        }
    }

    private String sentence(Exception thrown) {
        String address = settings.listen().host() + ":" + settings.listen().port();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return "The REST gateway can't listen at '" + address + "': " + each.getMessage()
                        + ". Free that port, or set 'port' (0 takes any free one) and 'bind' in " + SECTION + ".";
            }
            if (each instanceof UnresolvedAddressException) {
                return "The REST gateway can't listen at '" + address
                        + "': that is no address of this machine. Set 'bind' in " + SECTION + ".";
            }
        }
        return "The REST gateway can't listen at '" + address + "': " + thrown;
    }

    /**
     * Returns where it listens.
     *
     * @return as a client on this machine writes it, with the port that was really taken
     */
    public URI uri() {
        try {
            var channel = (ServerSocketChannel) connector.getTransport();
            var bound = (InetSocketAddress) channel.getLocalAddress();
            InetAddress address = bound.getAddress();
            String scheme = settings.tls().isOn() ? "https" : "http";
            String host = address.isAnyLocalAddress() ? LOOPBACK : address.getHostAddress();
            return new URI(scheme, null, host, bound.getPort(), null, null, null);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Listens no more, waits for requests under way, and stops. */
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            LoggerFactory.getLogger(HttpServer.class)
                    .warn("The REST gateway did not stop cleanly. It no longer listens.", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.transport;

import io.grpc.ChannelCredentials;
import io.grpc.ChannelLogger;
import io.grpc.internal.ClientTransportFactory;
import io.grpc.internal.ConnectionClientTransport;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The connections of one channel, each made in the way its address asks for. A way that nobody asks for costs nothing. */
final class MixedTransports implements ClientTransportFactory {
    private static final int PLAIN = 0;
    private static final int SECURE = 1;
    private static final int UNIX = 2;

    private final ScheduledExecutorService clock;
    private final List<Supplier<ClientTransportFactory>> ways;
    private final ClientTransportFactory[] made = new ClientTransportFactory[UNIX + 1];

    /**
     * Prepares them.
     *
     * @param clock for what has to happen later
     * @param ways TCP without and with TLS, and Unix sockets
     */
    MixedTransports(ScheduledExecutorService clock, List<Supplier<ClientTransportFactory>> ways) {
        this.clock = clock;
        this.ways = ways;
    }

    @Override
    public ConnectionClientTransport newClientTransport(
            SocketAddress server, ClientTransportOptions options, ChannelLogger logger) {
        boolean isSecure = Boolean.TRUE.equals(options.getEagAttributes().get(ChannelTransport.SECURE));
        int way = server instanceof UnixDomainSocketAddress ? UNIX : isSecure ? SECURE : PLAIN;
        return new WatchedTransport(way(way).newClientTransport(server, options, logger));
    }

    private synchronized ClientTransportFactory way(int index) {
        if (made[index] == null) {
            made[index] = ways.get(index).get();
        }
        return made[index];
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return clock;
    }

    /** For channels beside the channel, which other load balancers have than those in use here. */
    @Override
    public SwapChannelCredentialsResult swapChannelCredentials(ChannelCredentials credentials) {
        return null;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getSupportedSocketAddressTypes() {
        return List.of(InetSocketAddress.class, UnixDomainSocketAddress.class);
    }

    @Override
    public void close() {
        var all = new ArrayList<ClientTransportFactory>();
        synchronized (this) {
            for (ClientTransportFactory each : made) {
                if (each != null) {
                    all.add(each);
                }
            }
        }
        all.forEach(ClientTransportFactory::close);
    }
}

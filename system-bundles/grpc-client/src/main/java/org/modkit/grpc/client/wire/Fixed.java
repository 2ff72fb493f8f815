// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.wire;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.modkit.grpc.transport.ChannelTransport;

/** The one endpoint of the directory, which was known before anything could be asked. */
final class Fixed extends NameResolverProvider {
    static final String TARGET = "modkit-endpoint:///directory";

    private final URI endpoint;
    private final Executor executor;

    Fixed(URI endpoint, Executor executor) {
        this.endpoint = endpoint;
        this.executor = executor;
    }

    @Override
    public String getDefaultScheme() {
        return "modkit-endpoint";
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return 5;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
        return List.of(InetSocketAddress.class, UnixDomainSocketAddress.class);
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
        return new NameResolver() {
            private Listener2 listener;

            @Override
            public String getServiceAuthority() {
                return "directory";
            }

            @Override
            public void start(Listener2 told) {
                listener = told;
                refresh();
            }

            /** Its host may have another address by now. */
            @Override
            public void refresh() {
                executor.execute(() -> {
                    ResolutionResult result = resolved();
                    args.getSynchronizationContext().execute(() -> listener.onResult2(result));
                });
            }

            @Override
            public void shutdown() {
                // Nothing goes on between two questions.
            }
        };
    }

    private NameResolver.ResolutionResult resolved() {
        var result = NameResolver.ResolutionResult.newBuilder();
        try {
            result.setAddressesOrError(StatusOr.fromValue(List.of(ChannelTransport.address(endpoint))));
        } catch (UnknownHostException e) {
            result.setAddressesOrError(StatusOr.fromStatus(
                    Status.UNAVAILABLE.withDescription("no host '" + endpoint.getHost() + "' is known")));
        }
        return result.build();
    }
}

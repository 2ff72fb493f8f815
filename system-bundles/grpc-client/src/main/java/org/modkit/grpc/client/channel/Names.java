// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.modkit.grpc.transport.ChannelTransport;

/** Tells grpc-java where instances of services are: {@code modkit-directory:///acme.v1.Sums}. */
final class Names extends NameResolverProvider {
    static final String SCHEME = "modkit-directory";

    /** Why there is no address; for {@link Balancing}. */
    static final Attributes.Key<String> WHY = Attributes.Key.create("org.modkit.grpc.client.why");

    private final Directories directories;
    private final ScheduledExecutorService worker;
    private final Following.Pace pace;

    Names(Directories directories, ScheduledExecutorService worker, Following.Pace pace) {
        this.directories = directories;
        this.worker = worker;
        this.pace = pace;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
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
        return SCHEME.equals(target.getScheme()) ? new Followed(target.getPath().substring(1), args) : null;
    }

    /** Of one channel, from its first call until it is idle. */
    private final class Followed extends NameResolver {
        private final String service;
        private final Args args;
        private Following following;

        Followed(String service, Args args) {
            this.service = service;
            this.args = args;
        }

        @Override
        public String getServiceAuthority() {
            return service;
        }

        @Override
        public void start(Listener2 listener) {
            following = new Following(service, directories, worker, pace, answer -> told(answer, listener));
            following.begin();
        }

        /** An instance can't be reached, so perhaps there are others by now. */
        @Override
        public void refresh() {
            following.ask();
        }

        private void told(Answer answer, Listener2 listener) {
            var reachable = new ArrayList<EquivalentAddressGroup>();
            String why = answer.why();
            for (URI endpoint : answer.endpoints()) {
                try {
                    reachable.add(ChannelTransport.address(endpoint));
                } catch (UnknownHostException | IllegalArgumentException e) {
                    why = "An instance of gRPC service '" + service + "' is at '" + endpoint
                            + "', which this machine can't reach: " + e.getMessage();
                }
            }
            var attributes = Attributes.newBuilder();
            if (reachable.isEmpty()) {
                attributes.set(WHY, why);
            }
            ResolutionResult result = ResolutionResult.newBuilder()
                    .setAddressesOrError(StatusOr.fromValue(List.copyOf(reachable)))
                    .setAttributes(attributes.build())
                    .build();
            args.getSynchronizationContext().execute(() -> listener.onResult2(result));
        }

        @Override
        public void shutdown() {
            if (following != null) {
                following.close();
            }
        }
    }
}

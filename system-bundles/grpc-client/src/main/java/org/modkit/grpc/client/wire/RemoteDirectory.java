// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.wire;

import com.google.protobuf.Message;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.directory.DirectoryException;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.directory.v1.DeregisterInstanceRequest;
import org.modkit.directory.v1.DescribeInstancesRequest;
import org.modkit.directory.v1.DirectoryServiceGrpc;
import org.modkit.directory.v1.DirectoryServiceGrpc.DirectoryServiceBlockingStub;
import org.modkit.directory.v1.GrpcServiceEndpoint;
import org.modkit.directory.v1.HeartbeatRequest;
import org.modkit.directory.v1.InstanceDetail;
import org.modkit.directory.v1.ListServingRequest;
import org.modkit.directory.v1.RegisterInstanceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceRequest;
import org.modkit.grpc.transport.ChannelTransport;

/**
 * The directory of the process that started this one. Whoever asks waits for the answer, 5 s at most; what can't be delivered
 * is tried a few times within them.
 */
public final class RemoteDirectory implements DirectoryClient, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How old the answers of somebody who listens may become. */
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);

    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("modkit-token", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;
    private final ScheduledExecutorService worker;
    private final Refusals refusals;

    private RemoteDirectory(ManagedChannel channel, ScheduledExecutorService worker, URI endpoint) {
        this.channel = channel;
        this.worker = worker;
        this.refusals = new Refusals(endpoint);
    }

    /**
     * Where a directory is, and what opens it.
     *
     * @param endpoint {@code http://host:port}, {@code https://host:port} or {@code unix:///path}
     * @param token says who asks; nothing if nobody has to say
     */
    public record Address(URI endpoint, Optional<String> token) {
        /** Tells everything but the token. */
        @Override
        public String toString() {
            return endpoint.toString();
        }
    }

    /**
     * Makes a client, which connects when it is first asked.
     *
     * @param address where the directory is
     * @param transport makes the connection; closed by whoever made it, after this
     * @param callbacks does what is not waited for
     * @param worker tells those who listen
     * @return the client
     */
    public static RemoteDirectory at(
            Address address, ChannelTransport transport, Executor callbacks, ScheduledExecutorService worker) {
        var headers = new Metadata();
        address.token().ifPresent(token -> headers.put(TOKEN, token));
        ManagedChannel channel = transport
                .channel(Fixed.TARGET, new Fixed(address.endpoint(), callbacks))
                .executor(callbacks)
                .offloadExecutor(callbacks)
                .userAgent("modkit")
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .defaultServiceConfig(retries())
                .build();
        return new RemoteDirectory(channel, worker, address.endpoint());
    }

    /** Everything may be said twice to a directory. */
    private static Map<String, ?> retries() {
        Map<String, ?> retries = Map.of(
                "maxAttempts",
                4.0,
                "initialBackoff",
                "0.1s",
                "maxBackoff",
                "1s",
                "backoffMultiplier",
                2.0,
                "retryableStatusCodes",
                List.of("UNAVAILABLE"));
        var names = List.of(Map.of("service", DirectoryServiceGrpc.SERVICE_NAME));
        return Map.of("methodConfig", List.of(Map.of("name", names, "retryPolicy", retries)));
    }

    @Override
    public Optional<URI> resolve(String service) {
        var request =
                ResolveGrpcServiceRequest.newBuilder().setServiceName(service).build();
        return unlessNotFound(stub -> stub.resolveGrpcService(request)).map(answer -> {
            try {
                return URI.create(answer.getEndpointUri());
            } catch (IllegalArgumentException e) {
                throw refusals.odd("'" + answer.getEndpointUri() + "' is no endpoint.", e);
            }
        });
    }

    @Override
    public List<ServiceInstance> serving(String service) {
        var request = ListServingRequest.newBuilder().setServiceName(service).build();
        return read(ask(stub -> stub.listServing(request)).getInstancesList());
    }

    @Override
    public List<ServiceInstance> instances(String module) {
        var request =
                DescribeInstancesRequest.newBuilder().setModuleName(module).build();
        return read(ask(stub -> stub.describeInstances(request)).getInstancesList());
    }

    private List<ServiceInstance> read(List<InstanceDetail> details) {
        try {
            return details.stream().map(Details::read).toList();
        } catch (IllegalArgumentException e) {
            throw refusals.odd("an instance among " + details.size() + " has an id or an endpoint that is none.", e);
        }
    }

    @Override
    public void register(String module, UUID id, Map<String, URI> services, Optional<String> version) {
        var request = RegisterInstanceRequest.newBuilder()
                .setModuleName(module)
                .setInstanceId(id.toString())
                .setVersion(version.orElse(""));
        services.forEach((service, endpoint) -> request.addGrpcServices(
                GrpcServiceEndpoint.newBuilder().setServiceName(service).setEndpointUri(endpoint.toString())));
        ask(stub -> stub.registerInstance(request.build()));
    }

    @Override
    public boolean heartbeat(String module, UUID id) {
        var request = HeartbeatRequest.newBuilder()
                .setModuleName(module)
                .setInstanceId(id.toString())
                .build();
        return unlessNotFound(stub -> stub.heartbeat(request)).isPresent();
    }

    @Override
    public void deregister(String module, UUID id) {
        var request = DeregisterInstanceRequest.newBuilder()
                .setModuleName(module)
                .setInstanceId(id.toString())
                .build();
        unlessNotFound(stub -> stub.deregisterInstance(request));
    }

    private <A extends Message> A ask(Function<DirectoryServiceBlockingStub, A> question) {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            // Whoever asks wants to know it now, and not when the channel would have tried again by itself.
            channel.resetConnectBackoff();
        }
        try {
            return question.apply(DirectoryServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (StatusRuntimeException e) {
            throw refusals.explained(e);
        }
    }

    private <A extends Message> Optional<A> unlessNotFound(Function<DirectoryServiceBlockingStub, A> question) {
        try {
            return Optional.of(ask(question));
        } catch (DirectoryException e) {
            if (Status.fromThrowable(e).getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Registration listen(Runnable changed) {
        long period = NOW_AND_THEN.toMillis();
        ScheduledFuture<?> telling = worker.scheduleWithFixedDelay(changed, period, period, TimeUnit.MILLISECONDS);
        return () -> telling.cancel(false);
    }

    /** Ends the connection; questions under way fail. */
    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

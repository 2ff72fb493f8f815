// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.wire;

import com.google.protobuf.Empty;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.modkit.directory.admission.Pass;
import org.modkit.directory.registry.InstanceKey;
import org.modkit.directory.registry.RefusedException;
import org.modkit.directory.registry.Registry;
import org.modkit.directory.v1.DeregisterInstanceRequest;
import org.modkit.directory.v1.DescribeInstancesRequest;
import org.modkit.directory.v1.DescribeInstancesResponse;
import org.modkit.directory.v1.DirectoryServiceGrpc;
import org.modkit.directory.v1.HeartbeatRequest;
import org.modkit.directory.v1.ListInstancesRequest;
import org.modkit.directory.v1.ListInstancesResponse;
import org.modkit.directory.v1.ListServingRequest;
import org.modkit.directory.v1.ListServingResponse;
import org.modkit.directory.v1.RegisterInstanceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceResponse;

/** The registry as gRPC clients see it, which are processes that somebody of this one has admitted. Called on threads of the hub. */
public final class DirectoryService extends DirectoryServiceGrpc.DirectoryServiceImplBase {
    private final Registry registry;

    /**
     * Makes it, guarded.
     *
     * @param registry what it speaks for
     * @param passes who is let in, by tokens, which may be null
     * @return to be served
     */
    public static ServerServiceDefinition guarded(Registry registry, Function<String, Optional<Pass>> passes) {
        return ServerInterceptors.intercept(new DirectoryService(registry), new Doorkeeper(passes));
    }

    private DirectoryService(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void resolveGrpcService(
            ResolveGrpcServiceRequest request, StreamObserver<ResolveGrpcServiceResponse> client) {
        answer(client, () -> {
            String service = request.getServiceName();
            var claims = new Claims();
            claims.checkService(service);
            claims.end();
            URI endpoint = registry.resolve(service)
                    .orElseThrow(() -> Status.NOT_FOUND
                            .withDescription("Service not found or no healthy instances: " + service)
                            .asRuntimeException());
            return ResolveGrpcServiceResponse.newBuilder()
                    .setEndpointUri(endpoint.toString())
                    .build();
        });
    }

    @Override
    public void listInstances(ListInstancesRequest request, StreamObserver<ListInstancesResponse> client) {
        answer(client, () -> {
            var claims = new Claims();
            claims.checkModule(request.getModuleName());
            claims.end();
            var found = ListInstancesResponse.newBuilder();
            registry.list(request.getModuleName()).forEach(each -> found.addInstances(Details.info(each)));
            return found.build();
        });
    }

    @Override
    public void listServing(ListServingRequest request, StreamObserver<ListServingResponse> client) {
        answer(client, () -> {
            var claims = new Claims();
            claims.checkService(request.getServiceName());
            claims.end();
            var found = ListServingResponse.newBuilder();
            registry.serving(request.getServiceName()).forEach(each -> found.addInstances(Details.detail(each)));
            return found.build();
        });
    }

    @Override
    public void describeInstances(DescribeInstancesRequest request, StreamObserver<DescribeInstancesResponse> client) {
        answer(client, () -> {
            var claims = new Claims();
            claims.checkModule(request.getModuleName());
            claims.end();
            var found = DescribeInstancesResponse.newBuilder();
            registry.list(request.getModuleName()).forEach(each -> found.addInstances(Details.detail(each)));
            return found.build();
        });
    }

    @Override
    public void registerInstance(RegisterInstanceRequest request, StreamObserver<Empty> client) {
        answer(client, () -> {
            var claims = new Claims();
            InstanceKey key = claims.key(request.getModuleName(), request.getInstanceId());
            SortedMap<String, URI> endpoints = claims.endpoints(request.getGrpcServicesList());
            claims.end();
            Optional<String> version = Optional.of(request.getVersion()).filter(text -> !text.isEmpty());
            return Doorkeeper.as(key, () -> {
                registry.register(key, endpoints, version);
                return Empty.getDefaultInstance();
            });
        });
    }

    @Override
    public void deregisterInstance(DeregisterInstanceRequest request, StreamObserver<Empty> client) {
        answer(client, () -> {
            var claims = new Claims();
            InstanceKey key = claims.key(request.getModuleName(), request.getInstanceId());
            claims.end();
            // Whoever wants to be gone and is gone has what it wants.
            return Doorkeeper.as(key, () -> {
                registry.deregister(key);
                return Empty.getDefaultInstance();
            });
        });
    }

    @Override
    public void heartbeat(HeartbeatRequest request, StreamObserver<Empty> client) {
        answer(client, () -> {
            var claims = new Claims();
            InstanceKey key = claims.key(request.getModuleName(), request.getInstanceId());
            claims.end();
            if (!Doorkeeper.as(key, () -> registry.heartbeat(key))) {
                throw Status.NOT_FOUND
                        .withDescription("Instance " + key + " is not registered. Register it again.")
                        .asRuntimeException();
            }
            return Empty.getDefaultInstance();
        });
    }

    private static <A> void answer(StreamObserver<A> client, Supplier<A> question) {
        A answer;
        try {
            answer = question.get();
        } catch (RefusedException refusal) {
            Status status = switch (refusal.reason()) {
                case TAKEN -> Status.ALREADY_EXISTS;
                case FULL -> Status.RESOURCE_EXHAUSTED;
            };
            client.onError(status.withDescription(refusal.getMessage()).asRuntimeException());
            return;
        } catch (StatusRuntimeException refusal) {
            client.onError(refusal);
            return;
        }
        client.onNext(answer);
        client.onCompleted();
    }
}

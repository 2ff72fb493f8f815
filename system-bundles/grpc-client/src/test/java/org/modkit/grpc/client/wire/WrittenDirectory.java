// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.wire;

import com.google.protobuf.Empty;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.modkit.directory.v1.DeregisterInstanceRequest;
import org.modkit.directory.v1.DescribeInstancesRequest;
import org.modkit.directory.v1.DescribeInstancesResponse;
import org.modkit.directory.v1.DirectoryServiceGrpc;
import org.modkit.directory.v1.GrpcServiceEndpoint;
import org.modkit.directory.v1.HeartbeatRequest;
import org.modkit.directory.v1.InstanceDetail;
import org.modkit.directory.v1.ListServingRequest;
import org.modkit.directory.v1.ListServingResponse;
import org.modkit.directory.v1.RegisterInstanceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceResponse;
import org.modkit.grpc.transport.ServerTransport;

/** The wire contract with answers that were written before. Remembers questions, with the token they came with. */
public final class WrittenDirectory extends DirectoryServiceGrpc.DirectoryServiceImplBase implements AutoCloseable {
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("modkit-token", Metadata.ASCII_STRING_MARSHALLER);
    private static final int MANY = 100;

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final Queue<Status> refusals = new ConcurrentLinkedQueue<>();
    private final ServerTransport transport;
    private final Server server;
    public volatile String id = "0190c2f4-0000-7000-8000-000000000001";
    public volatile boolean isSilent;

    private WrittenDirectory(int port) throws Exception {
        transport = ServerTransport.tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = transport
                .server(InsecureServerCredentials.create(), MANY)
                .intercept(new Door())
                .addService(this)
                .build()
                .start();
    }

    public static WrittenDirectory at(int port) throws Exception {
        return new WrittenDirectory(port);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public int port() {
        return server.getPort();
    }

    public BlockingQueue<String> asked() {
        return asked;
    }

    /** Refuses the next question in this way. */
    public void refuse(Status status) {
        refusals.add(status);
    }

    private final class Door implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            asked.add(call.getMethodDescriptor().getBareMethodName() + " with " + headers.get(TOKEN));
            Status refusal = refusals.poll();
            if (refusal != null) {
                call.close(refusal, new Metadata());
                return new ServerCall.Listener<>() {};
            }
            return isSilent ? new ServerCall.Listener<>() {} : next.startCall(call, headers);
        }
    }

    private static <A> void answer(StreamObserver<A> client, A answer) {
        client.onNext(answer);
        client.onCompleted();
    }

    private InstanceDetail detail(InstanceDetail.State state) {
        return InstanceDetail.newBuilder()
                .setModuleName("sums")
                .setInstanceId(id)
                .addGrpcServices(GrpcServiceEndpoint.newBuilder()
                        .setServiceName("acme.v1.Sums")
                        .setEndpointUri("http://127.0.0.1:4711"))
                .setState(state)
                .build();
    }

    @Override
    public void resolveGrpcService(
            ResolveGrpcServiceRequest request, StreamObserver<ResolveGrpcServiceResponse> client) {
        answer(
                client,
                ResolveGrpcServiceResponse.newBuilder()
                        .setEndpointUri("http://127.0.0.1:4711")
                        .build());
    }

    @Override
    public void listServing(ListServingRequest request, StreamObserver<ListServingResponse> client) {
        answer(
                client,
                ListServingResponse.newBuilder()
                        .addInstances(detail(InstanceDetail.State.STATE_HEALTHY))
                        .build());
    }

    @Override
    public void describeInstances(DescribeInstancesRequest request, StreamObserver<DescribeInstancesResponse> client) {
        var all = DescribeInstancesResponse.newBuilder();
        for (InstanceDetail.State state : InstanceDetail.State.values()) {
            if (state != InstanceDetail.State.UNRECOGNIZED) {
                all.addInstances(detail(state));
            }
        }
        answer(client, all.build());
    }

    @Override
    public void registerInstance(RegisterInstanceRequest request, StreamObserver<Empty> client) {
        asked.add(request.getModuleName() + " " + request.getInstanceId() + " "
                + request.getGrpcServices(0).getEndpointUri() + " " + request.getVersion());
        answer(client, Empty.getDefaultInstance());
    }

    @Override
    public void heartbeat(HeartbeatRequest request, StreamObserver<Empty> client) {
        answer(client, Empty.getDefaultInstance());
    }

    @Override
    public void deregisterInstance(DeregisterInstanceRequest request, StreamObserver<Empty> client) {
        answer(client, Empty.getDefaultInstance());
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
    }
}

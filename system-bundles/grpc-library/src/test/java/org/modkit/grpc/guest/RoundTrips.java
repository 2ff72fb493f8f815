// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.guest;

import com.google.protobuf.StringValue;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.NameResolverRegistry;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.modkit.grpc.transport.ServerTransport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that serves and calls with nothing but what the library exports. */
public final class RoundTrips implements BundleActivator, Function<String, List<String>> {
    private static final MethodDescriptor<StringValue, StringValue> ECHO =
            MethodDescriptor.<StringValue, StringValue>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("acme.Echo/Say")
                    .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                    .build();

    @Override
    public void start(BundleContext context) {
        context.registerService(Function.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public List<String> apply(String question) {
        try {
            return switch (question) {
                case "resolvers" -> found("dns", "unix");
                case "balancers" -> balancers("pick_first", "round_robin", "outlier_detection_experimental");
                case "tcp" -> tcp();
                default -> List.of(unix(Path.of(question)));
            };
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> found(String... schemes) {
        var found = new ArrayList<String>();
        for (String scheme : schemes) {
            if (NameResolverRegistry.getDefaultRegistry().getProviderForScheme(scheme) != null) {
                found.add(scheme);
            }
        }
        return found;
    }

    private static List<String> balancers(String... policies) {
        var found = new ArrayList<String>();
        for (String policy : policies) {
            if (LoadBalancerRegistry.getDefaultRegistry().getProvider(policy) != null) {
                found.add(policy);
            }
        }
        return found;
    }

    private static List<String> tcp() throws Exception {
        try (var transport = ServerTransport.tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Server server = server(transport);
            String answer = call("dns:///localhost:" + server.getPort(), "over TCP");
            end(server);
            return List.of(answer);
        }
    }

    private static String unix(Path socket) throws Exception {
        try (var transport = ServerTransport.unix(socket)) {
            Server server = server(transport);
            String answer = call("unix://" + socket, "over a Unix socket");
            end(server);
            return answer;
        }
    }

    private static Server server(ServerTransport transport) throws Exception {
        var echo = ServerServiceDefinition.builder("acme.Echo")
                .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, observer) -> {
                    observer.onNext(request);
                    observer.onCompleted();
                }))
                .build();
        return transport
                .server(InsecureServerCredentials.create(), 100)
                .addService(echo)
                .build()
                .start();
    }

    private static String call(String target, String text) throws Exception {
        ManagedChannel channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .defaultLoadBalancingPolicy("round_robin")
                .build();
        try {
            return ClientCalls.blockingUnaryCall(
                            channel,
                            ECHO,
                            CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                            StringValue.of(text))
                    .getValue();
        } finally {
            channel.shutdownNow();
            channel.awaitTermination(30, TimeUnit.SECONDS);
        }
    }

    private static void end(Server server) throws InterruptedException {
        server.shutdownNow();
        server.awaitTermination(30, TimeUnit.SECONDS);
    }
}

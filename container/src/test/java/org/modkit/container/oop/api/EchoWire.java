// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.oop.api;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;
import org.modkit.grpc.client.RemoteClient;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The service over gRPC, by hand, so that nothing has to be generated; and the client that others find. */
public final class EchoWire implements BundleActivator, RemoteClient<Echo> {
    private static final String NAME = "test.Echo";

    /** The one method. Calling it again does no harm. */
    public static final MethodDescriptor<String, String> SAY = MethodDescriptor.newBuilder(new Text(), new Text())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, "Say"))
            .setIdempotent(true)
            .build();

    /** The service. */
    public static final ServiceDescriptor SERVICE =
            ServiceDescriptor.newBuilder(NAME).addMethod(SAY).build();

    @Override
    public void start(BundleContext context) {
        context.registerService(RemoteClient.class, this, new Hashtable<>(Map.of(RemoteClient.MODULE, "echo")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    @Override
    public Class<Echo> type() {
        return Echo.class;
    }

    @Override
    public ServiceDescriptor service() {
        return SERVICE;
    }

    @Override
    public Echo connect(Channel channel) {
        return what -> ClientCalls.blockingUnaryCall(channel, SAY, CallOptions.DEFAULT, what);
    }

    /** Messages that are plain text. */
    public static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

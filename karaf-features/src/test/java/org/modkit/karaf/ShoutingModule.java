// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.GrpcServiceCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A module {@code shouter} with a gRPC service, and a client of it. */
public final class ShoutingModule implements BundleActivator {
    static final String SERVICE = "test.Shouter";

    /** Writes its bundle; called in the build's process. */
    static void writeTo(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "test.shouter");
        headers.putValue("Bundle-Version", "1.2.0");
        headers.putValue("Bundle-Activator", ShoutingModule.class.getName());
        headers.putValue(
                "Import-Package", "io.grpc,io.grpc.stub,org.modkit.api,org.modkit.api.capability,org.osgi.framework");
        try (var content = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(ShoutingModule.class, Core.class, Text.class)) {
                String file = type.getName().replace('.', '/') + ".class";
                content.putNextEntry(new ZipEntry(file));
                try (InputStream code = ShoutingModule.class.getClassLoader().getResourceAsStream(file)) {
                    code.transferTo(content);
                }
            }
        }
    }

    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {ModkitModule.class.getName(), GrpcServiceCapability.class.getName()},
                new Core(),
                new Hashtable<>(Map.of("modkit.module", "shouter")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    private static MethodDescriptor<String, String> method() {
        return MethodDescriptor.newBuilder(new Text(), new Text())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Shout"))
                .build();
    }

    /** Calls it; called in Karaf. */
    static String shout(URI hub, String text) throws InterruptedException {
        ManagedChannel channel = Grpc.newChannelBuilder(
                        hub.getHost() + ":" + hub.getPort(), InsecureChannelCredentials.create())
                .build();
        try {
            return ClientCalls.blockingUnaryCall(
                    channel, method(), CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), text);
        } finally {
            channel.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
        }
    }

    /** The module. */
    public static final class Core implements ModkitModule, GrpcServiceCapability {
        @Override
        public void init(ModuleContext context) {
            // There is nothing to prepare.
        }

        @Override
        public Collection<Object> services() {
            return List.of(ServerServiceDefinition.builder(SERVICE)
                    .addMethod(method(), ServerCalls.asyncUnaryCall((text, client) -> {
                        client.onNext(text.toUpperCase(Locale.ROOT));
                        client.onCompleted();
                    }))
                    .build());
        }
    }

    /** Messages that are plain text, so that nothing has to be generated. */
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

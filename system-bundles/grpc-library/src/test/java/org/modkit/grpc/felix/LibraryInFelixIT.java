// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.grpc.guest.RoundTrips;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The packed library in a bare framework, used by a bundle that imports its packages. */
class LibraryInFelixIT {
    @TempDir
    private Path folder;

    private Framework framework;
    private Function<String, List<String>> guest;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void start() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
        framework.start();
        BundleContext context = framework.getBundleContext();
        context.installBundle(Path.of(System.getProperty("grpc.bundle")).toUri().toString());
        context.installBundle("guest", guest()).start();
        guest = context.getService(context.getServiceReference(Function.class));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
    }

    @Test
    void findsItsProvidersWithoutHelp() {
        assertThat(guest.apply("resolvers")).containsExactly("dns", "unix");
        assertThat(guest.apply("balancers"))
                .containsExactly("pick_first", "round_robin", "outlier_detection_experimental");
    }

    @Test
    void carriesCallsOverTcp() {
        assertThat(guest.apply("tcp")).containsExactly("over TCP");
    }

    @Test
    void carriesCallsOverAUnixSocket() throws Exception {
        // A socket's path may have some hundred characters at most, and temporary folders may be longer.
        Path near = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "u");
        Path socket = near.resolve("s");

        assertThat(guest.apply(socket.toString())).containsExactly("over a Unix socket");

        Files.deleteIfExists(socket);
        Files.delete(near);
    }

    private static InputStream guest() throws Exception {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "guest");
        headers.putValue(Constants.BUNDLE_ACTIVATOR, RoundTrips.class.getName());
        headers.putValue(
                Constants.IMPORT_PACKAGE,
                "com.google.protobuf,io.grpc,io.grpc.protobuf,io.grpc.stub,org.modkit.grpc.transport,"
                        + "org.osgi.framework");
        var content = new ByteArrayOutputStream();
        String name = RoundTrips.class.getName().replace('.', '/') + ".class";
        try (var packed = new JarOutputStream(content, manifest);
                InputStream code = RoundTrips.class.getClassLoader().getResourceAsStream(name)) {
            packed.putNextEntry(new JarEntry(name));
            code.transferTo(packed);
        }
        return new ByteArrayInputStream(content.toByteArray());
    }
}

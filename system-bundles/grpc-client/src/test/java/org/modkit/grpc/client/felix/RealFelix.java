// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.felix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.modkit.api.Registration;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.client.RemoteClients;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A framework with the library. The API and the log are exported by the framework, so that the test can play the rest. */
final class RealFelix {
    private static final long PATIENCE_S = 30;
    private static final String API = "org.modkit.api,org.modkit.api.capability,org.modkit.api.client,"
            + "org.modkit.api.database,org.modkit.api.directory,org.modkit.api.grpc,org.modkit.api.spi,"
            + "org.modkit.api.status";
    private static final String SLF4J = "org.slf4j,org.slf4j.event,org.slf4j.helpers,org.slf4j.spi";

    private final Framework framework;

    private RealFelix(Framework framework) {
        this.framework = framework;
    }

    static RealFelix in(Path folder, Map<String, String> properties) throws Exception {
        var all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
        all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, versioned(API, "0.1.0") + "," + versioned(SLF4J, "2.0.6"));
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(all);
        framework.start();
        var library = Class.forName("io.grpc.Grpc")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        framework.getBundleContext().installBundle(library.toString());
        return new RealFelix(framework);
    }

    private static String versioned(String packages, String version) {
        return packages.replace(",", ";version=" + version + ",") + ";version=" + version;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs and starts the packed bundle. */
    Bundle client() throws Exception {
        Bundle client = context()
                .installBundle(
                        Path.of(System.getProperty("client.bundle")).toUri().toString());
        client.start();
        return client;
    }

    /** Installs and starts a bundle made of an activator, what is nested in it, and what is generated. */
    Bundle guest(Class<?> activator) throws Exception {
        Bundle guest = context().installBundle("guest:" + activator.getName(), jar(activator));
        guest.start();
        return guest;
    }

    private static InputStream jar(Class<?> activator) throws Exception {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "guest." + activator.getSimpleName());
        headers.putValue(Constants.BUNDLE_ACTIVATOR, activator.getName());
        headers.putValue(
                Constants.IMPORT_PACKAGE,
                "com.google.protobuf,com.google.common.util.concurrent,io.grpc,io.grpc.protobuf,io.grpc.stub,"
                        + "io.grpc.stub.annotations,org.modkit.grpc.client,org.osgi.framework");
        Path classes = Path.of(
                activator.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path own = classes.resolve(activator.getPackageName().replace('.', '/'));
        var content = new ByteArrayOutputStream();
        try (var packed = new JarOutputStream(content, manifest);
                Stream<Path> siblings = Files.list(own);
                Stream<Path> generated = Files.list(own.resolve("proto"))) {
            String nest = activator.getSimpleName();
            Stream<Path> nested =
                    siblings.filter(file -> file.getFileName().toString().startsWith(nest));
            List<Path> files = Stream.concat(nested, generated).toList();
            for (Path file : files) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
            }
        }
        return new ByteArrayInputStream(content.toByteArray());
    }

    /** Asks the bundle's service, whose type the test has from another class loader. */
    Registration publish(PhaseGuest guest) throws Exception {
        var references = context().getAllServiceReferences(RemoteClients.class.getName(), null);
        Object clients = context().getService(references[0]);
        return (Registration) references[0]
                .getBundle()
                .loadClass(RemoteClients.class.getName())
                .getMethod("publish", PhaseGuest.class)
                .invoke(clients, guest);
    }

    void close() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_S));
    }
}

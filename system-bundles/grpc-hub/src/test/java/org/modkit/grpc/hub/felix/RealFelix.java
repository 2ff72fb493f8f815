// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.felix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.modkit.api.capability.GrpcHubCapability;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.RuntimeStatus;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A framework with the library beside the hub. The API and the log are exported by the framework, so that the test can play
 * the runtime.
 */
final class RealFelix {
    private static final long PATIENCE_S = 30;
    private static final String API = "org.modkit.api,org.modkit.api.capability,org.modkit.api.client,"
            + "org.modkit.api.database,org.modkit.api.grpc,org.modkit.api.rest,org.modkit.api.security,"
            + "org.modkit.api.spi,org.modkit.api.status";
    private static final String SLF4J = "org.slf4j,org.slf4j.event,org.slf4j.helpers,org.slf4j.spi";

    private final Framework framework;

    private RealFelix(Framework framework) {
        this.framework = framework;
    }

    static RealFelix in(Path folder) throws Exception {
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        versioned(API, "0.1.0") + "," + versioned(SLF4J, "2.0.6") + ","
                                + versioned("org.osgi.service.cm", "1.6.1")));
        framework.init();
        framework.start();
        var felix = new RealFelix(framework);
        felix.install("io.grpc.Grpc");
        return felix;
    }

    private static String versioned(String packages, String version) {
        return packages.replace(",", ";version=" + version + ",") + ";version=" + version;
    }

    /** Installs the jar a class is from. */
    Bundle install(String type) throws Exception {
        var jar = Class.forName(type, false, RealFelix.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        return context().installBundle(jar.toString());
    }

    /** Installs what is needed for the runtime to be there as well, and starts it. */
    void withRuntime(String... keys) throws Exception {
        install("org.apache.felix.cm.impl.ConfigurationManager").start();
        configure(keys); // Before the runtime, which then has read it when it is there.
        install("org.modkit.runtime.RuntimeBundle").start();
    }

    /** Writes the module's section of the configuration; done when the runtime, if it knows the module, has heard of it. */
    void configure(String... keys) throws Exception {
        var settings = new Hashtable<String, Object>();
        for (int key = 0; key < keys.length; key += 2) {
            settings.put("config." + keys[key], keys[key + 1]);
        }
        var heard = new CompletableFuture<JournalEntry>();
        JournalListener listener = entry -> {
            if (entry.kind() == JournalEntry.Kind.ASKED
                    && entry.module().filter("grpc-hub"::equals).isPresent()) {
                heard.complete(entry);
            }
        };
        var listening = context().registerService(JournalListener.class, listener, null);
        ServiceReference<ConfigurationAdmin> admin = context().getServiceReference(ConfigurationAdmin.class);
        context()
                .getService(admin)
                .getFactoryConfiguration("org.modkit.module", "grpc-hub", "?")
                .update(settings);
        if (isKnown()) {
            heard.get(PATIENCE_S, TimeUnit.SECONDS);
        }
        listening.unregister();
    }

    private boolean isKnown() {
        ServiceReference<ModkitRuntime> runtime = context().getServiceReference(ModkitRuntime.class);
        return runtime != null
                && context().getService(runtime).status().module("grpc-hub").isPresent();
    }

    /** Returns how things are when nothing is on its way any more. */
    RuntimeStatus settled() throws Exception {
        ModkitRuntime runtime = context().getService(context().getServiceReference(ModkitRuntime.class));
        runtime.settled().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        return runtime.status();
    }

    Bundle hub() throws Exception {
        Bundle hub = context()
                .installBundle(Path.of(System.getProperty("hub.bundle")).toUri().toString());
        hub.start();
        return hub;
    }

    GrpcHubCapability module() {
        return context().getService(context().getServiceReference(GrpcHubCapability.class));
    }

    /** Installs a bundle made of a class, what is nested in it, and what is generated. */
    Bundle guest(Class<?> type, String version) throws Exception {
        Bundle guest = context().installBundle("guest:" + type.getName(), jar(type, version));
        guest.start();
        return guest;
    }

    /** Puts another version in the place of an installed one. */
    void update(Bundle guest, Class<?> type, String version) throws Exception {
        guest.update(jar(type, version));
        refresh(guest);
    }

    private static InputStream jar(Class<?> type, String version) throws Exception {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "guest." + type.getSimpleName());
        headers.putValue(Constants.BUNDLE_VERSION, version);
        if (BundleActivator.class.isAssignableFrom(type)) {
            headers.putValue(Constants.BUNDLE_ACTIVATOR, type.getName());
        }
        headers.putValue(
                Constants.IMPORT_PACKAGE,
                "com.google.protobuf,com.google.common.util.concurrent,io.grpc,io.grpc.protobuf,io.grpc.stub,"
                        + "io.grpc.stub.annotations,org.modkit.api,org.modkit.api.capability,org.osgi.framework");
        Path classes =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path own = classes.resolve(type.getPackageName().replace('.', '/'));
        String nest = type.getNestHost().getSimpleName();
        var content = new ByteArrayOutputStream();
        try (var packed = new JarOutputStream(content, manifest);
                Stream<Path> siblings = Files.list(own);
                Stream<Path> generated = Files.list(own.resolve("proto"))) {
            List<Path> files = Stream.concat(
                            siblings.filter(
                                    file -> file.getFileName().toString().startsWith(nest)),
                            generated)
                    .toList();
            for (Path file : files) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
            }
        }
        return new ByteArrayInputStream(content.toByteArray());
    }

    /** Takes a bundle away, with its classes. */
    void uninstall(Bundle bundle) throws Exception {
        bundle.uninstall();
        refresh(bundle);
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        var refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not refreshed");
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Where the hub listens, or {@code null} if it does not. */
    URI uri() {
        ServiceReference<GrpcEndpoint> reference = context().getServiceReference(GrpcEndpoint.class);
        return reference == null ? null : context().getService(reference).uri();
    }

    void close() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_S));
    }
}

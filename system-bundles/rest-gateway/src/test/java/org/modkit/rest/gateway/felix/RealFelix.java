// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.felix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
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
import org.modkit.api.rest.RestEndpoint;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A framework with what the gateway needs beside it. The API and the log are exported by the framework, so that the test
 * can play the runtime.
 */
final class RealFelix {
    private static final long PATIENCE_S = 30;

    private final Framework framework;

    private RealFelix(Framework framework) {
        this.framework = framework;
    }

    static RealFelix in(Path folder) throws Exception {
        String api =
                "org.modkit.api,org.modkit.api.capability,org.modkit.api.client,org.modkit.api.spi,org.modkit.api.rest,"
                        + "org.modkit.api.security,org.modkit.api.status,org.modkit.api.database";
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        api.replace(",", ";version=0.1.0,") + ";version=0.1.0,"
                                + "org.slf4j;version=2.0.6,org.slf4j.event;version=2.0.6,"
                                + "org.slf4j.spi;version=2.0.6,org.slf4j.helpers;version=2.0.6,"
                                + "org.osgi.service.cm;version=1.6.1"));
        framework.init();
        framework.start();
        var felix = new RealFelix(framework);
        felix.install("org.apache.felix.cm.impl.ConfigurationManager").start();
        felix.install("jakarta.ws.rs.core.Response");
        felix.install("jakarta.annotation.Priority");
        felix.install("jakarta.validation.Validation");
        felix.install("com.fasterxml.jackson.annotation.JsonProperty");
        felix.install("io.swagger.v3.oas.annotations.Operation");
        return felix;
    }

    /** Installs the jar a class is from. */
    Bundle install(String type) throws Exception {
        var jar = Class.forName(type, false, RealFelix.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        return context().installBundle(jar.toString());
    }

    /** Starts the gateway's bundle; its module is to listen at a free port. */
    Bundle gateway(String... keys) throws Exception {
        configure(keys);
        Bundle gateway = context()
                .installBundle(
                        Path.of(System.getProperty("gateway.bundle")).toUri().toString());
        gateway.start();
        return gateway;
    }

    /** Writes the module's section of the configuration; done when the runtime, if it knows the module, has heard of it. */
    void configure(String... keys) throws Exception {
        var settings = new Hashtable<String, Object>(Map.of("config.port", "0"));
        for (int key = 0; key < keys.length; key += 2) {
            settings.put("config." + keys[key], keys[key + 1]);
        }
        var heard = new CompletableFuture<JournalEntry>();
        JournalListener listener = entry -> {
            if (entry.kind() == JournalEntry.Kind.ASKED
                    && entry.module().filter("rest-gateway"::equals).isPresent()) {
                heard.complete(entry);
            }
        };
        var listening = context().registerService(JournalListener.class, listener, null);
        ServiceReference<ConfigurationAdmin> admin = context().getServiceReference(ConfigurationAdmin.class);
        context()
                .getService(admin)
                .getFactoryConfiguration("org.modkit.module", "rest-gateway", "?")
                .update(settings);
        if (isKnown()) {
            heard.get(PATIENCE_S, TimeUnit.SECONDS);
        }
        listening.unregister();
    }

    private boolean isKnown() {
        ServiceReference<ModkitRuntime> runtime = context().getServiceReference(ModkitRuntime.class);
        return runtime != null
                && context().getService(runtime).status().module("rest-gateway").isPresent();
    }

    /** Installs a bundle made of a class and those within it. */
    Bundle guest(Class<?> type) throws Exception {
        return guest(type, "1.0.0");
    }

    Bundle guest(Class<?> type, String version) throws Exception {
        Bundle guest = context().installBundle("guest:" + type.getName(), jar(type, version));
        guest.start();
        return guest;
    }

    /** Puts another version in the place of an installed one. */
    void update(Bundle guest, Class<?> type, String version) throws Exception {
        guest.update(jar(type, version));
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
                "jakarta.annotation.security,jakarta.ws.rs,jakarta.ws.rs.core,jakarta.validation,jakarta.validation.constraints,"
                        + "com.fasterxml.jackson.annotation,org.osgi.framework,org.modkit.api,org.modkit.api.capability,"
                        + "org.modkit.api.client,org.modkit.api.security");
        var content = new ByteArrayOutputStream();
        try (var packed = new JarOutputStream(content, manifest)) {
            pack(packed, type);
            for (Class<?> inner : type.getDeclaredClasses()) {
                pack(packed, inner);
            }
        }
        return new ByteArrayInputStream(content.toByteArray());
    }

    private static void pack(JarOutputStream jar, Class<?> type) throws Exception {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
            code.transferTo(jar);
        }
    }

    /** Takes a bundle away, with its classes. */
    void uninstall(Bundle bundle) throws Exception {
        bundle.uninstall();
        var refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not refreshed");
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Returns a service of the gateway's module. */
    <T> T ofGateway(Class<T> type) throws Exception {
        Collection<ServiceReference<T>> found = context().getServiceReferences(type, "(modkit.module=rest-gateway)");
        return context().getService(found.iterator().next());
    }

    /** Waits until the gateway listens. */
    String url() throws Exception {
        return urlOtherThan("");
    }

    /** Waits until the gateway listens elsewhere. */
    String urlOtherThan(String before) throws Exception {
        var moved = new CompletableFuture<String>();
        var tracker = new ServiceTracker<RestEndpoint, RestEndpoint>(context(), RestEndpoint.class, null) {
            @Override
            public RestEndpoint addingService(ServiceReference<RestEndpoint> reference) {
                RestEndpoint endpoint = super.addingService(reference);
                String url = endpoint.uri().toString();
                if (!url.equals(before)) {
                    moved.complete(url);
                }
                return endpoint;
            }
        };
        tracker.open();
        try {
            return moved.get(PATIENCE_S, TimeUnit.SECONDS);
        } finally {
            tracker.close();
        }
    }

    void close() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_S));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.felix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** A framework with Configuration Admin and the packed bundle of processes, for which the test plays the rest. */
final class Felix {
    private static final String SHARED = "org.modkit.api;version=0.1.0,org.modkit.api.client;version=0.1.0,"
            + "org.modkit.api.directory;version=0.1.0,org.modkit.api.grpc;version=0.1.0,org.modkit.api.spi;version=0.1.0,"
            + "org.modkit.api.status;version=0.1.0,org.slf4j;version=2.0.6,org.slf4j.event;version=2.0.6,"
            + "org.slf4j.spi;version=2.0.6,org.osgi.service.cm;version=1.6.1";
    static final String CLIENTS = ",org.modkit.grpc.client;version=0.1.0";
    static final long PATIENCE_MILLIS = 30_000;

    private final Framework framework;

    private Felix(Framework framework) {
        this.framework = framework;
    }

    static Felix start(Path home, Map<String, String> more, String packages) throws Exception {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        var properties = new HashMap<>(more);
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED + packages);
        properties.put("modkit.home", home.toString());
        Framework framework = factory.newFramework(properties);
        framework.start();
        var felix = new Felix(framework);
        felix.install(Path.of(Class.forName("org.apache.felix.cm.impl.ConfigurationManager")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        return felix;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Bundle install(Path jar) throws Exception {
        Bundle bundle = context().installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }

    Bundle installProcesses() throws Exception {
        return install(Path.of(System.getProperty("modkit.bundle")));
    }

    /** Writes a bundle that has nothing but headers. */
    static Path jar(Path file, Map<String, String> headers) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        String name = file.getFileName().toString().replace(".jar", "");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.forEach(attributes::putValue);
        Files.createDirectories(file.getParent());
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }

    <T> T service(Class<T> type) throws InterruptedException {
        var tracker = new ServiceTracker<T, T>(context(), type, null);
        tracker.open();
        return tracker.waitForService(PATIENCE_MILLIS);
    }

    void configure(String module, Map<String, ?> settings) throws Exception {
        service(ConfigurationAdmin.class)
                .getFactoryConfiguration("org.modkit.module", module, "?")
                .update(new Hashtable<>(settings));
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(PATIENCE_MILLIS);
    }
}

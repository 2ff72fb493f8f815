// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** A framework with Configuration Admin and the bundle of databases, which the test plays the runtime for. */
final class Felix {
    private static final String SHARED = "org.modkit.api;version=0.1.0,org.modkit.api.capability;version=0.1.0,"
            + "org.modkit.api.client;version=0.1.0,org.modkit.api.database;version=0.1.0,org.modkit.api.spi;version=0.1.0,"
            + "org.modkit.api.status;version=0.1.0,org.slf4j;version=2.0.6,org.osgi.service.cm;version=1.6.1,"
            + "org.osgi.service.jdbc;version=1.1.0";
    private static final long PATIENCE_MILLIS = 30_000;

    private final Framework framework;

    private Felix(Framework framework) {
        this.framework = framework;
    }

    static Felix start(Path home, Map<String, String> more) throws Exception {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        var properties = new HashMap<>(more);
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED);
        properties.put("modkit.home", home.toString());
        Framework framework = factory.newFramework(properties);
        framework.start();
        var felix = new Felix(framework);
        felix.install(Class.forName("org.apache.felix.cm.impl.ConfigurationManager"));
        return felix;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs and starts the bundle on the class path that has a class. */
    Bundle install(Class<?> inIt) throws BundleException, URISyntaxException {
        return install(
                Path.of(inIt.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }

    Bundle install(Path jar) throws BundleException {
        Bundle bundle = context().installBundle("reference:" + jar.toUri());
        bundle.start();
        return bundle;
    }

    Bundle installDatabases() throws BundleException {
        return install(Path.of(System.getProperty("modkit.bundle")));
    }

    /** Installs a bundle that has these files, these classes of the tests, and nothing else. */
    Bundle install(String name, Map<String, String> files, Class<?>... classes) throws BundleException, IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Class<?> type : classes) {
                String path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(path));
                try (InputStream code = type.getClassLoader().getResourceAsStream(path)) {
                    code.transferTo(jar);
                }
            }
        }
        Bundle bundle = context().installBundle(name, new ByteArrayInputStream(bytes.toByteArray()));
        bundle.start();
        return bundle;
    }

    <T> T service(Class<T> type) throws InterruptedException {
        var tracker = new ServiceTracker<T, T>(context(), type, null);
        // Never closed: Configuration Admin takes no more orders from somebody who has given it back.
        tracker.open();
        return tracker.waitForService(PATIENCE_MILLIS);
    }

    void configure(Map<String, ?> database) throws Exception {
        service(ConfigurationAdmin.class)
                .getConfiguration("org.modkit.database", "?")
                .update(table(database));
    }

    void configure(String module, Map<String, ?> settings) throws Exception {
        service(ConfigurationAdmin.class)
                .getFactoryConfiguration("org.modkit.module", module, "?")
                .update(table(settings));
    }

    private static Dictionary<String, Object> table(Map<String, ?> properties) {
        return new Hashtable<>(properties);
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(PATIENCE_MILLIS);
    }
}

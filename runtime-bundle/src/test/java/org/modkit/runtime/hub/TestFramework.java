// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A real framework inside the test's process, with bundles made on the spot. */
public final class TestFramework {
    private final Framework framework;

    /** Starts a framework; {@code shared} are packages that its bundles take from the test's class path. */
    public TestFramework(Path cache, String... shared) throws BundleException {
        framework = new Felix(Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                String.join(",", shared),
                "felix.cache.rootdir",
                "",
                "felix.log.level",
                "0"));
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs and starts a bundle that holds copies of classes, or nothing. */
    public Bundle bundle(String name, Class<?>... copies) throws BundleException, IOException {
        Bundle bundle = context().installBundle("test:" + name, jar(name, copies));
        bundle.start();
        return bundle;
    }

    /** Installs a bundle that holds nothing but two more headers. */
    public Bundle install(String name, String importPackage, String provideCapability)
            throws BundleException, IOException {
        var manifest = manifest(name);
        manifest.getMainAttributes().putValue(Constants.IMPORT_PACKAGE, importPackage);
        manifest.getMainAttributes().putValue(Constants.PROVIDE_CAPABILITY, provideCapability);
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return context().installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static InputStream jar(String name, Class<?>... copies) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest(name))) {
            for (Class<?> copy : copies) {
                String path = copy.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream code = copy.getClassLoader().getResourceAsStream(path)) {
                    code.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Manifest manifest(String name) {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_VERSION, "1.0.0");
        return manifest;
    }

    public void stop() throws BundleException, InterruptedException {
        framework.stop();
        awaitStop();
    }

    public void awaitStop() throws InterruptedException {
        framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
    }
}

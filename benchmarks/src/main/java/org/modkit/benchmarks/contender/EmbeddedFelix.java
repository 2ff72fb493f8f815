// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * A Felix framework in this process, with a cache folder of its own that goes with it.
 *
 * <p>Bundles come from the class path, by symbolic name. Packages that the harness itself uses (our API, slf4j,
 * Configuration Admin's) come from the system bundle, so that harness and bundles mean the same classes.
 */
public final class EmbeddedFelix implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;

    private final Framework framework;
    private final Path cache;

    private EmbeddedFelix(Framework framework, Path cache) {
        this.framework = framework;
        this.cache = cache;
    }

    /**
     * Starts a framework.
     *
     * @param properties framework properties beside the harness's own
     * @return the running framework
     * @throws Exception if it does not start
     */
    public static EmbeddedFelix start(Map<String, String> properties) throws Exception {
        Path cache = Files.createTempDirectory("modkit-benchmark");
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SharedPackages.exports());
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(all);
        framework.start();
        return new EmbeddedFelix(framework, cache);
    }

    /**
     * Returns the system bundle's context, from which everything is registered.
     *
     * @return the context
     */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Installs a bundle that is on the class path.
     *
     * @param symbolicName its symbolic name
     * @return the bundle, not started
     * @throws BundleException if the framework refuses it
     */
    public Bundle install(String symbolicName) throws BundleException {
        return context()
                .installBundle(
                        "reference:" + ClassPathBundles.find(symbolicName).toUri());
    }

    /**
     * Returns a service that is there.
     *
     * @param type its type
     * @param <T> its type
     * @return the service
     */
    public <T> T service(Class<T> type) {
        return context().getService(context().getServiceReference(type));
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(PATIENCE_MILLIS);
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.deploy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Looks at {@code deploy/} and its bundles, and reports each thing that is wrong once, when it has stayed so a while. */
public final class DeployWatch implements AutoCloseable {
    // Bridged into pax-logging.
    private static final Logger LOG = Logger.getLogger(DeployWatch.class.getName());

    private static final long LOOK_MILLIS = 250;

    /** A file that nobody writes to any more, and that File Install has had its chance with. */
    private static final int LOOKS = 4;

    private final Path folder;
    private final JarDiagnosis jars;
    private final BundleDiagnosis bundles;
    private final Framework framework;
    private final Thread thread = new Thread(this::run, "modkit-deploy");
    private final CountDownLatch closed = new CountDownLatch(1);

    // These belong to the thread.
    private final Map<String, Integer> looks = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    private DeployWatch(Framework framework, Path folder) {
        this.framework = framework;
        this.folder = folder;
        this.bundles = new BundleDiagnosis(framework);
        this.jars = new JarDiagnosis();
        thread.setDaemon(true);
    }

    /**
     * Begins to look.
     *
     * @param framework the running framework
     * @param deploy the folder
     * @return a watch that looks until it is closed
     * @throws IOException if there is no such folder
     */
    public static DeployWatch open(Framework framework, Path deploy) throws IOException {
        var watch = new DeployWatch(framework, deploy.toRealPath());
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // The framework went away under us.
        }
    }

    private void look() {
        var present = new HashSet<String>();
        Map<Path, Bundle> installed = installed();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                look(file, Optional.ofNullable(installed.get(file)), present);
            }
        } catch (IOException e) {
            // The folder is gone or being replaced; File Install says so.
            return;
        }
        looks.keySet().retainAll(present);
        told.retainAll(present);
    }

    private void look(Path file, Optional<Bundle> bundle, Set<String> present) {
        String sight = sight(file) + bundle.map(DeployWatch::sight).orElse("");
        present.add(sight);
        if (looks.merge(sight, 1, Integer::sum) >= LOOKS && told.add(sight)) {
            diagnosis(file, bundle).ifPresent(LOG::warning);
        }
    }

    private Optional<String> diagnosis(Path file, Optional<Bundle> bundle) {
        if (isHidden(file)) {
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            return Optional.of("'" + file.getFileName()
                    + "' in deploy/ is a folder, and only jars are deployed. Put the jars directly into deploy/.");
        }
        Optional<String> ofJar = jars.of(file);
        if (ofJar.isPresent() || bundle.isEmpty()) {
            return Optional.of(ofJar.orElseGet(() -> notInstalled(file)));
        }
        return bundles.of(bundle.get(), file);
    }

    private String notInstalled(Path file) {
        return jars.twin(file, framework.getBundleContext().getBundles())
                .orElse("'" + file.getFileName() + "' in deploy/ is a bundle, but could not be installed."
                        + " log/modkit.log has the reason, from org.apache.felix.fileinstall.");
    }

    private static boolean isHidden(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") || name.endsWith("~") || name.endsWith(".part") || name.endsWith(".tmp");
    }

    /** What a file looks like from outside; changes when it does. */
    private static String sight(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + "|" + attributes.lastModifiedTime() + "|" + attributes.size();
        } catch (IOException e) {
            return file + "|gone";
        }
    }

    private static String sight(Bundle bundle) {
        return "|" + bundle.getBundleId() + "|" + bundle.getLastModified() + "|" + bundle.getState();
    }

    private Map<Path, Bundle> installed() {
        Map<Path, Bundle> installed = new HashMap<>();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            String location = bundle.getLocation();
            if (location.startsWith("file:")) {
                installed.put(Path.of(URI.create(location)), bundle);
            }
        }
        return installed;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

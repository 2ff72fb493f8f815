// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.modkit.configuration.Settings;
import org.modkit.container.deploy.BundleDiagnosis;
import org.modkit.container.deploy.DeployWatch;
import org.modkit.container.instance.Instance;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** One framework with our bundles, from its start to its end. */
public final class Container {
    // Bridged into pax-logging, so that the launcher's lines stand among the others.
    private static final Logger LOG = Logger.getLogger(Container.class.getName());

    /** The system property in which the runtime says how the process is to end. */
    private static final String EXIT = "modkit.exit";

    private final Framework framework;
    private final List<Bundle> bundles = new ArrayList<>();

    /** For a bundle that calls System.exit: everything goes down in order all the same. */
    private final Thread uninvited = new Thread(this::end, "modkit-uninvited-exit");

    private volatile boolean stopping;

    private Container(Framework framework) {
        this.framework = framework;
    }

    /** Hears how the start goes. */
    public interface Listener {
        /**
         * Hears that everything has started; called once, on the thread that runs the container.
         *
         * @param framework the running framework
         */
        void started(Framework framework);

        /** Hears that a signal asked for the end; called on a thread of the JVM. */
        void interrupted();
    }

    /**
     * Returns what the framework is to be told.
     *
     * @param installation whose bundles
     * @param instance whose files, locked for this process
     * @param settings its configuration, sound
     * @param shell whether the Gogo shell is to use this process's terminal
     * @return framework properties
     * @throws IOException if a file in {@code data/} can't be written
     */
    public static Map<String, String> properties(
            Installation installation, Instance instance, Settings settings, boolean shell) throws IOException {
        return FrameworkProperties.of(installation, instance, settings, shell);
    }

    /**
     * Returns what the framework of a child is to be told, apart from whose child it is.
     *
     * @param installation whose bundles
     * @param instance whose files, locked for this process
     * @param settings its configuration, sound
     * @return framework properties
     * @throws IOException if a file in {@code data/} can't be written
     */
    public static Map<String, String> propertiesOfChild(Installation installation, Instance instance, Settings settings)
            throws IOException {
        return FrameworkProperties.ofChild(installation, instance, settings);
    }

    /**
     * Runs a container until it stops.
     *
     * @param parts its bundles
     * @param instance whose files, locked for this process
     * @param properties what the framework is told
     * @param listener hears how it goes
     * @return the exit code the runtime asks for, or 0
     * @throws IOException if a bundle can't be read
     * @throws BundleException if the framework or one of the installation's bundles can't be started
     */
    public static int run(Parts parts, Instance instance, Map<String, String> properties, Listener listener)
            throws IOException, BundleException {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        var container = new Container(factory.newFramework(properties));
        Runnable stop = () -> {
            listener.interrupted();
            container.stop();
        };
        if (parts.isChild()) {
            Signals.directOfHost(stop);
        } else {
            Signals.direct(stop);
        }
        return container.live(parts, instance, listener);
    }

    private int live(Parts parts, Instance instance, Listener listener) throws IOException, BundleException {
        try {
            framework.init();
            Runtime.getRuntime().addShutdownHook(uninvited);
            install(parts);
            if (parts.isChild()) {
                // Now, and not when the framework starts them: it would print a stack trace for each.
                checkWiring();
            }
            framework.getBundleContext().addFrameworkListener(Container::report);
            framework.start();
            if (stopping) {
                // The signal came while the framework could not stop, since it was starting.
                framework.stop();
            } else {
                checkBundles();
                run(parts, instance, listener);
            }
            framework.waitForStop(0);
            return exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Signals.FORCED;
        } finally {
            end();
            // Only now: until here somebody else may end the process.
            forget(uninvited);
        }
    }

    private void run(Parts parts, Instance instance, Listener listener) throws IOException, InterruptedException {
        Optional<DeployWatch> watch = Optional.empty();
        if (!parts.isChild()) {
            watch = Optional.of(DeployWatch.open(framework, instance.deploy()));
        }
        try {
            listener.started(framework);
            framework.waitForStop(0);
        } finally {
            watch.ifPresent(DeployWatch::close);
        }
    }

    private void install(Parts parts) throws IOException, BundleException {
        for (var level : parts.bundles().entrySet()) {
            for (Path jar : level.getValue()) {
                // A private copy: an installation may be replaced while containers run from it.
                try (var content = Files.newInputStream(jar)) {
                    Bundle bundle = framework
                            .getBundleContext()
                            .installBundle(jar.toUri().toString(), content);
                    bundle.adapt(BundleStartLevel.class).setStartLevel(level.getKey());
                    bundles.add(bundle);
                }
            }
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    private void checkWiring() throws BundleException {
        if (!framework.adapt(FrameworkWiring.class).resolveBundles(bundles)) {
            var diagnosis = new BundleDiagnosis(framework);
            Optional<String> finding = bundles.stream()
                    .filter(bundle -> bundle.getState() == Bundle.INSTALLED)
                    .flatMap(bundle -> diagnosis.of(bundle, Path.of(URI.create(bundle.getLocation()))).stream())
                    .findFirst();
            if (finding.isPresent()) {
                throw new BundleException(finding.get(), BundleException.RESOLVE_ERROR);
            }
        }
    }

    private static void report(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            LOG.log(Level.SEVERE, event.getThrowable(), () -> "Bundle " + event.getBundle() + " reports an error.");
        }
    }

    /** A container that lacks a part of itself is worse than none. */
    private void checkBundles() throws BundleException {
        Optional<Bundle> down = bundles.stream()
                .filter(b -> b.getState() < Bundle.STARTING)
                .filter(this::isNoFragment)
                .findFirst();
        if (down.isPresent()) {
            // Once more, for the reason.
            down.get().start(Bundle.START_TRANSIENT);
        }
    }

    private boolean isNoFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null;
    }

    private void stop() {
        stopping = true;
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.log(Level.SEVERE, "The framework refused to stop.", e);
        }
    }

    private void end() {
        try {
            framework.stop();
            framework.waitForStop(0);
        } catch (BundleException e) {
            LOG.log(Level.SEVERE, "The framework refused to stop.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running, and so are we for a moment longer.
        }
    }

    private static int exitCode() {
        try {
            return Integer.parseInt(System.getProperty(EXIT, "0"));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}

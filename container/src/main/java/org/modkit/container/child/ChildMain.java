// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.modkit.configuration.Settings;
import org.modkit.container.instance.FirstUse;
import org.modkit.container.instance.Instance;
import org.modkit.container.instance.InstanceLock;
import org.modkit.container.launch.Container;
import org.modkit.container.launch.Installation;
import org.modkit.container.launch.Parts;
import org.modkit.process.child.Lifeline;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * Where a host enters when it starts a child: a container with one module and what that needs, which ends when its host has
 * gone.
 *
 * <p>The folder it is started in is its home, unless the system property {@code modkit.home} names another one. Its output is
 * lines with a level each, for the host to tell.
 */
public final class ChildMain {
    /** The exit code if what the host handed over can't be used. */
    public static final int USELESS = 2;

    /** How long everything may take to go down in order when the host has gone. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** What remains to be done when everything is down. */
    private static final Duration LAST_MOMENT = GRACE.plusSeconds(5);

    private static final int FAILED = 1;
    private static final int PROBLEMS = 4;
    private static final int IN_USE = 5;
    private static final String PROPERTY = "modkit.child.";

    private final Map<String, String> environment;
    private final CountDownLatch done = new CountDownLatch(1);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    private final Installation installation = Installation.ofThisProgram();
    private final Instance instance = new Instance(Path.of(System.getProperty("modkit.home", "")));

    private ChildMain(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Runs the child until it is stopped or its host has gone, and ends the process.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        var child = new ChildMain(System.getenv());
        // For when somebody else ends the process, such as the lifeline.
        Runtime.getRuntime().addShutdownHook(new Thread(child::awaitDone, "modkit-child-clears-away"));
        // Modules may have left threads behind that are no daemons.
        System.exit(child.run(System.in));
    }

    private int run(InputStream input) {
        try {
            return carriedOut(input);
        } finally {
            done.countDown();
        }
    }

    private void awaitDone() {
        try {
            done.await(LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int carriedOut(InputStream input) {
        try {
            HandoverDocument document = handover(new Lifeline(environment, input));
            return run(document, ChildSettings.of(document, OwnFile.read(environment)));
        } catch (HandoverException e) {
            return refuse(e.getMessage(), USELESS);
        } catch (IOException e) {
            return refuse("This process can't work in '" + instance.home() + "': " + e.getMessage(), FAILED);
        } catch (BundleException e) {
            return refuse("This process can't run its module: " + e.getMessage(), FAILED);
        }
    }

    /** Takes what lies ready and holds the lifeline from then on, before anything can take long. */
    private static HandoverDocument handover(Lifeline lifeline) throws HandoverException {
        if (!lifeline.isChild()) {
            throw new HandoverException("This program is started by a container, not by hand. To start a container, use"
                    + " 'modkit run'.");
        }
        Optional<byte[]> document;
        try {
            document = lifeline.handover();
        } catch (IOException e) {
            throw new HandoverException("What the host hands over can't be read: " + e.getMessage() + ".");
        }
        lifeline.hold(GRACE);
        return HandoverDocument.of(document.orElseThrow(() -> new HandoverException(
                "The host should hand something over, but the variable that tells where is" + " missing.")));
    }

    private int run(HandoverDocument document, Map<String, Object> sections) throws IOException, BundleException {
        var home = new ChildHome(instance);
        home.configure(sections);
        try {
            FirstUse.prepare(instance, installation.folder(), "");
            Optional<InstanceLock> lock = InstanceLock.tryTake(instance);
            if (lock.isEmpty()) {
                return refuse("Another container runs in '" + instance.home() + "'.", IN_USE);
            }
            InstanceLock held = lock.get();
            try (held) {
                return runLocked(document);
            }
        } finally {
            home.forget();
        }
    }

    private int runLocked(HandoverDocument document) throws IOException, BundleException {
        Settings settings = Settings.load(instance.configuration(), environment);
        if (!settings.sound()) {
            settings.problems().forEach(problem -> refuse(problem.sentence(), PROBLEMS));
            return PROBLEMS;
        }
        Map<String, String> properties = new HashMap<>(Container.propertiesOfChild(installation, instance, settings));
        properties.putAll(properties(document));
        return Container.run(Parts.ofChild(installation, document.bundles()), instance, properties, new Silence());
    }

    private static Map<String, String> properties(HandoverDocument document) {
        HandoverDocument.Identity identity = document.identity();
        Map<String, String> properties = new HashMap<>();
        properties.put(PROPERTY + "module", identity.module());
        properties.put(PROPERTY + "instance", identity.instance().toString());
        properties.put(PROPERTY + "directory", identity.directory().toString());
        properties.put(PROPERTY + "token", document.token());
        identity.heartbeat().ifPresent(often -> properties.put(PROPERTY + "heartbeat", often));
        identity.trust().ifPresent(file -> properties.put(PROPERTY + "trust", file));
        return properties;
    }

    /** Says it in the form of the log, so that the host knows how bad it is. */
    private int refuse(String sentence, int exit) {
        err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " ERROR [" + ChildMain.class.getName() + "] "
                + sentence.replaceAll("\\s*\\R\\s*", " ").replaceFirst("([^.])$", "$1."));
        return exit;
    }

    /** Whoever wants to know how it goes asks the host. */
    private static final class Silence implements Container.Listener {
        @Override
        public void started(Framework framework) {
            // The runtime tells what runs.
        }

        @Override
        public void interrupted() {
            // The runtime tells that everything goes down.
        }
    }
}

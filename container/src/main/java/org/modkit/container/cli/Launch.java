// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.modkit.configuration.Settings;
import org.modkit.configuration.read.Defaults;
import org.modkit.container.instance.ControlPath;
import org.modkit.container.instance.FirstUse;
import org.modkit.container.instance.Instance;
import org.modkit.container.instance.InstanceLock;
import org.modkit.container.launch.Container;
import org.modkit.container.launch.Parts;
import org.osgi.framework.BundleException;

/** Makes this process the container of an instance, for the verbs that are one. */
final class Launch {
    /** The framework property that says {@code quiet} where the console is for an answer. */
    static final String CONSOLE = "modkit.console";

    private final Home home;
    private final boolean shell;
    private final Map<String, String> more;

    /**
     * Creates one.
     *
     * @param home the instance
     * @param shell whether the Gogo shell is to use this terminal
     * @param more framework properties besides those of every container
     */
    Launch(Home home, boolean shell, Map<String, String> more) {
        this.home = home;
        this.shell = shell;
        this.more = more;
    }

    /** Runs it until it stops, and returns the exit code. */
    int run(Container.Listener listener) throws IOException {
        Instance instance = home.instance();
        FirstUse.prepare(instance, home.installation().folder(), Defaults.template());
        Optional<InstanceLock> lock = InstanceLock.tryTake(instance);
        if (lock.isEmpty()) {
            return inUse(instance);
        }
        InstanceLock held = lock.get();
        try (held) {
            return runLocked(instance, listener);
        } finally {
            ControlPath.forget(instance);
        }
    }

    private int inUse(Instance instance) throws IOException {
        String process = InstanceLock.holder(instance)
                .map(p -> " (process " + p.pid() + ")")
                .orElse("");
        home.err.println("Another container" + process + " runs on '" + instance.home()
                + "'. Stop it with 'modkit stop', or name another folder with --home.");
        return ExitCodes.IN_USE;
    }

    private int runLocked(Instance instance, Container.Listener listener) throws IOException {
        Settings settings = home.settings();
        if (!settings.sound()) {
            return new ConfigurationPrinter(home).printProblems();
        }
        Settings logged = "quiet".equals(more.get(CONSOLE)) ? settings.quiet() : settings;
        Map<String, String> properties = Container.properties(home.installation(), instance, logged, shell);
        properties.putAll(more);
        try {
            return Container.run(Parts.of(home.installation()), instance, properties, listener);
        } catch (BundleException e) {
            home.err.println("The container could not be started: " + e.getMessage() + ". The log in '" + instance.log()
                    + "' tells more.");
            return ExitCodes.FAILED;
        }
    }
}

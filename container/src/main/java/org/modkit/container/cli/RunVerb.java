// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.modkit.configuration.Settings;
import org.modkit.configuration.read.Defaults;
import org.modkit.container.instance.ControlPath;
import org.modkit.container.instance.FirstUse;
import org.modkit.container.instance.Instance;
import org.modkit.container.instance.InstanceLock;
import org.modkit.container.launch.Container;
import org.osgi.framework.BundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code modkit run}: is the container until it stops. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Runs the container until it is stopped by 'modkit stop', Ctrl-C or SIGTERM.")
final class RunVerb implements Callable<Integer> {
    private final Home home;
    private final long begin = System.nanoTime();

    @Option(names = "--shell", description = "Open the Gogo shell on this terminal.")
    private boolean shell;

    RunVerb(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        Instance instance = home.instance();
        FirstUse.prepare(instance, home.installation().folder(), Defaults.template());
        Optional<InstanceLock> lock = InstanceLock.tryTake(instance);
        if (lock.isEmpty()) {
            return inUse(instance);
        }
        InstanceLock held = lock.get();
        try (held) {
            return runLocked(instance);
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

    private int runLocked(Instance instance) throws IOException {
        Settings settings = home.settings();
        if (!settings.sound()) {
            return new ConfigurationPrinter(home).printProblems();
        }
        Map<String, String> properties = Container.properties(home.installation(), instance, settings, shell);
        try {
            return Container.run(home.installation(), instance, properties, new Welcome(home, instance, begin));
        } catch (BundleException e) {
            home.err.println("The container could not be started: " + e.getMessage() + ". The log in '" + instance.log()
                    + "' tells more.");
            return ExitCodes.FAILED;
        }
    }
}

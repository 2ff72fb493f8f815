// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.modkit.api.database.Databases;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.Phase;
import org.modkit.shell.control.ControlServer;
import org.modkit.shell.database.DatabaseSource;
import org.modkit.shell.database.DatabasesVerb;
import org.modkit.shell.database.MigrateVerb;
import org.modkit.shell.verb.Host;
import org.modkit.shell.verb.RuntimeSource;
import org.modkit.shell.verb.Verbs;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens both doors when the bundle starts and closes them when it stops.
 *
 * <p>A plain activator instead of a component: an operator needs these commands most when something else, Declarative
 * Services included, does not come up.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ShellBundle implements BundleActivator {
    /** The framework property that says where the control channel lies; without it there is none. */
    static final String CONTROL = "modkit.control";

    private static final Logger LOG = LoggerFactory.getLogger(ShellBundle.class);

    // Written by the framework's start and stop of this bundle, which never overlap.
    private ServiceTracker<ModkitRuntime, ModkitRuntime> runtime;
    private ServiceTracker<Databases, Databases> databases;
    private Optional<ControlServer> control = Optional.empty();

    @Override
    public void start(BundleContext context) {
        runtime = new ServiceTracker<>(context, ModkitRuntime.class, null);
        runtime.open();
        databases = new ServiceTracker<>(context, Databases.class, null);
        databases.open();
        RuntimeSource foundRuntime = () -> Optional.ofNullable(runtime.getService());
        DatabaseSource foundDatabases = () -> Optional.ofNullable(databases.getService());
        var verbs = Verbs.of(foundRuntime, host(context), Clock.systemDefaultZone())
                .with("migrate", new MigrateVerb(foundRuntime, foundDatabases, endsAfterMigrating(context)))
                .with("databases", new DatabasesVerb(foundDatabases));
        context.registerService(ModkitCommands.class, new ModkitCommands(verbs, () -> System.out), commands());
        control = Optional.ofNullable(context.getProperty(CONTROL)).flatMap(path -> open(Path.of(path), verbs));
    }

    @Override
    public void stop(BundleContext context) {
        control.ifPresent(ControlServer::close);
        databases.close();
        runtime.close();
    }

    private static Dictionary<String, Object> commands() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.command.scope", "modkit");
        properties.put("osgi.command.function", ModkitCommands.FUNCTIONS.toArray(String[]::new));
        return properties;
    }

    private static Host host(BundleContext context) {
        if (context.getProperty("karaf.home") != null) {
            return Host.karaf();
        }
        return Host.own(() -> {
            try {
                context.getBundle(Constants.SYSTEM_BUNDLE_ID).stop();
            } catch (BundleException e) {
                throw new IllegalStateException("The framework refused to stop: " + e.getMessage(), e);
            }
        });
    }

    /** Whether this process is {@code modkit migrate}, where nobody climbs further. */
    private static boolean endsAfterMigrating(BundleContext context) {
        return Phase.DATABASE.name().equals(context.getProperty("modkit.ceiling"));
    }

    private static Optional<ControlServer> open(Path socket, Verbs verbs) {
        try {
            return Optional.of(ControlServer.open(socket, verbs));
        } catch (IOException e) {
            LOG.error("{} The container runs on, but can only be reached through its shell.", e.getMessage());
            return Optional.empty();
        }
    }
}

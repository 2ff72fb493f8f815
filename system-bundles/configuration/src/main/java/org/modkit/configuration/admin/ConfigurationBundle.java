// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the instance's file for as long as there is a Configuration Admin.
 *
 * <p>A plain activator, so that the configuration is there before Declarative Services starts anything that reads it.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ConfigurationBundle
        implements BundleActivator, ServiceTrackerCustomizer<ConfigurationAdmin, Follower> {
    /** The framework property that names the instance folder. */
    static final String HOME = "modkit.home";

    /** The framework property that says {@code quiet} where the process answers and ends. */
    static final String CONSOLE = "modkit.console";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationBundle.class);

    // Both are written by the framework's start and stop of this bundle only, which never overlap.
    private BundleContext context;
    private Optional<ServiceTracker<ConfigurationAdmin, Follower>> admins = Optional.empty();

    @Override
    public void start(BundleContext started) {
        context = started;
        if (context.getProperty(HOME) == null) {
            LOG.info("There is no framework property '{}', so there is no etc/modkit.yaml to follow.", HOME);
            return;
        }
        var tracker = new ServiceTracker<>(context, ConfigurationAdmin.class, this);
        tracker.open();
        admins = Optional.of(tracker);
    }

    @Override
    public void stop(BundleContext stopped) {
        admins.ifPresent(ServiceTracker::close);
        admins = Optional.empty();
    }

    @Override
    public Follower addingService(ServiceReference<ConfigurationAdmin> reference) {
        Path home = Path.of(context.getProperty(HOME));
        Path file = home.resolve("etc").resolve("modkit.yaml");
        var modules = new InstalledModules(context, home.resolve("deploy"));
        var writer = new AdminWriter(context.getService(reference), file.toString());
        boolean isQuiet = "quiet".equals(context.getProperty(CONSOLE));
        return Follower.follow(file, new Applier(writer, home, modules, isQuiet), modules);
    }

    @Override
    public void modifiedService(ServiceReference<ConfigurationAdmin> reference, Follower follower) {
        // Its properties do not matter to us.
    }

    @Override
    public void removedService(ServiceReference<ConfigurationAdmin> reference, Follower follower) {
        follower.close();
        context.ungetService(reference);
    }
}

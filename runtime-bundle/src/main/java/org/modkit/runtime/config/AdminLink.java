// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The only class that names Configuration Admin; it can't be loaded where that is not installed.
 *
 * <p>It lists configurations instead of being handed them as a managed service: that yields all of them at one moment,
 * the first time at once, and whatever location they are bound to.
 */
final class AdminLink implements ConfigSource.Admin, SynchronousConfigurationListener {
    private static final String OURS =
            "(|(service.pid=" + SettingsParser.RUNTIME_PID + ")(service.factoryPid=" + SettingsParser.MODULE_PID + "))";
    private static final Set<String> PIDS = Set.of(SettingsParser.RUNTIME_PID, SettingsParser.MODULE_PID);

    private final BundleContext context;
    private final Runnable stirred;
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admins;

    /** Written once by {@link #open()}. */
    private volatile ServiceRegistration<SynchronousConfigurationListener> listening;

    AdminLink(BundleContext context, Runnable stirred) {
        this.context = context;
        this.stirred = stirred;
        this.admins = new ServiceTracker<>(context, ConfigurationAdmin.class, null) {
            @Override
            public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
                ConfigurationAdmin admin = super.addingService(reference);
                stirred.run();
                return admin;
            }
        };
    }

    @Override
    public void open() {
        listening = context.registerService(SynchronousConfigurationListener.class, this, null);
        admins.open();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String factory = event.getFactoryPid();
        if (PIDS.contains(factory == null ? event.getPid() : factory)) {
            stirred.run();
        }
    }

    @Override
    public Optional<Map<String, Map<String, Object>>> read() throws IOException {
        ConfigurationAdmin admin = admins.getService();
        if (admin == null) {
            return Optional.empty();
        }
        try {
            Configuration[] found = admin.listConfigurations(OURS);
            var byPid = new TreeMap<String, Map<String, Object>>();
            for (Configuration each : found == null ? new Configuration[0] : found) {
                properties(each).ifPresent(properties -> byPid.put(each.getPid(), properties));
            }
            return Optional.of(byPid);
        } catch (IllegalStateException gone) {
            return Optional.empty();
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Processed, so that placeholders a configuration plugin fills in (of Karaf, say) are filled in. */
    private Optional<Map<String, Object>> properties(Configuration configuration) {
        try {
            Dictionary<String, Object> processed = configuration.getProcessedProperties(listening.getReference());
            if (processed == null) {
                return Optional.empty();
            }
            var properties = new HashMap<String, Object>();
            Collections.list(processed.keys()).forEach(key -> properties.put(key, processed.get(key)));
            return Optional.of(properties);
        } catch (IllegalStateException deleted) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        admins.close();
        try {
            if (listening != null) {
                listening.unregister();
            }
        } catch (IllegalStateException gone) {
            // The framework unregistered it when the runtime's bundle stopped.
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.TreeMap;
import org.modkit.rest.gateway.config.Reading;
import org.modkit.rest.gateway.config.SettingsReader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads Configuration Admin, and tells when it says something new. What it said last stays in force while it is away. */
final class Configuration implements ConfigurationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

    private final Runnable changed;
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admins;
    private final ServiceRegistration<ConfigurationListener> listening;
    private volatile Map<String, Object> last = Map.of();

    Configuration(BundleContext context, Runnable changed) {
        this.changed = changed;
        this.listening = context.registerService(ConfigurationListener.class, this, null);
        this.admins = new ServiceTracker<>(context, ConfigurationAdmin.class, null) {
            @Override
            public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
                ConfigurationAdmin admin = super.addingService(reference);
                changed.run();
                return admin;
            }
        };
        admins.open();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (SettingsReader.PID.equals(event.getPid())) {
            changed.run();
        }
    }

    Reading read() {
        ConfigurationAdmin admin = admins.getService();
        if (admin != null) {
            try {
                var found = admin.listConfigurations("(service.pid=" + SettingsReader.PID + ")");
                last = found == null ? Map.of() : written(found[0].getProcessedProperties(listening.getReference()));
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "The configuration of the REST gateway can't be read. What was read before stays in force.", e);
            } catch (InvalidSyntaxException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return SettingsReader.read(last);
    }

    /** Only what people wrote: others note things for themselves there. */
    private static Map<String, Object> written(Dictionary<String, Object> properties) {
        var written = new TreeMap<String, Object>();
        if (properties != null) {
            Collections.list(properties.keys()).forEach(key -> written.put(key, properties.get(key)));
        }
        written.keySet()
                .removeIf(key -> key.startsWith("service.")
                        || key.startsWith("felix.")
                        || key.startsWith("modkit.")
                        || key.startsWith("org.")
                        || key.startsWith("."));
        return written;
    }

    @Override
    public void close() {
        admins.close();
        try {
            listening.unregister();
        } catch (IllegalStateException gone) {
            // The framework was faster.
        }
    }
}

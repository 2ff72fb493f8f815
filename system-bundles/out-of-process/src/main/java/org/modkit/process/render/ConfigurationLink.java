// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Configuration Admin: all at once, and only when something has changed since. What it said last stays in force
 * while it is away. Safe for use by any thread.
 */
public final class ConfigurationLink implements SynchronousConfigurationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationLink.class);
    private static final String RUNTIME = "org.modkit.runtime";
    private static final String DATABASE = "org.modkit.database";
    private static final String LOGGING = "org.modkit.logging";
    private static final String MODULE = "org.modkit.module";
    private static final Set<String> PIDS = Set.of(RUNTIME, DATABASE, LOGGING, MODULE);
    private static final String FILTER = "(|(service.pid=" + RUNTIME + ")(service.pid=" + DATABASE + ")(service.pid="
            + LOGGING + ")(service.factoryPid=" + MODULE + "))";

    private final BundleContext context;
    private final Runnable stirred;
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admins;

    /** No lock, since Configuration Admin may hold one of its own when it tells of a change. */
    private final AtomicBoolean isStale = new AtomicBoolean(true);

    /** Written once by {@link #open()}. */
    private volatile ServiceRegistration<SynchronousConfigurationListener> listening;

    private Configurations last = Configurations.NONE;

    /**
     * Takes what is to be told of changes.
     *
     * @param context of this bundle
     * @param stirred called on threads of the framework; must return at once
     */
    public ConfigurationLink(BundleContext context, Runnable stirred) {
        this.context = context;
        this.stirred = stirred;
        this.admins = new ServiceTracker<>(context, ConfigurationAdmin.class, null) {
            @Override
            public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
                ConfigurationAdmin admin = super.addingService(reference);
                stir();
                return admin;
            }
        };
    }

    /** Begins to hear of changes. */
    public void open() {
        listening = context.registerService(SynchronousConfigurationListener.class, this, null);
        admins.open();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String factory = event.getFactoryPid();
        if (PIDS.contains(factory == null ? event.getPid() : factory)) {
            stir();
        }
    }

    private void stir() {
        isStale.set(true);
        stirred.run();
    }

    /**
     * Reads what is said now.
     *
     * @return all of it
     */
    public synchronized Configurations read() {
        // Before it is read, so that what changes meanwhile is read again.
        if (isStale.getAndSet(false)) {
            try {
                Optional<Configurations> found = look();
                // While a tracker tells that Configuration Admin has come, it does not hand it out yet.
                isStale.compareAndSet(false, found.isEmpty());
                last = found.orElse(last);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The configuration of modules can't be read. What was read before stays in force.", e);
            }
        }
        return last;
    }

    private Optional<Configurations> look() throws IOException {
        ConfigurationAdmin admin = admins.getService();
        if (admin == null) {
            return Optional.empty();
        }
        try {
            var modules = new TreeMap<String, Map<String, Object>>();
            var others = new HashMap<String, Map<String, Object>>();
            Configuration[] found = admin.listConfigurations(FILTER);
            for (Configuration each : found == null ? new Configuration[0] : found) {
                String pid = each.getPid();
                if (each.getFactoryPid() == null) {
                    others.put(pid, Trees.of(properties(each)));
                } else {
                    modules.put(pid.substring(pid.indexOf('~') + 1), Trees.of(properties(each)));
                }
            }
            return Optional.of(new Configurations(
                    Trees.section(others.getOrDefault(RUNTIME, Map.of()), "lifecycle"),
                    others.getOrDefault(DATABASE, Map.of()),
                    others.getOrDefault(LOGGING, Map.of()),
                    modules));
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Processed, so that placeholders which a configuration plugin fills in are filled in. Only what people wrote. */
    private Map<String, Object> properties(Configuration configuration) {
        var properties = new HashMap<String, Object>();
        Dictionary<String, Object> processed = configuration.getProcessedProperties(listening.getReference());
        if (processed != null) {
            Collections.list(processed.keys()).forEach(key -> properties.put(key, processed.get(key)));
        }
        properties.keySet().removeIf(ConfigurationLink::isOfOthers);
        return properties;
    }

    /** What Configuration Admin, File Install and those who write configurations note for themselves. */
    private static boolean isOfOthers(String key) {
        return key.startsWith("service.")
                || key.startsWith("felix.")
                || key.startsWith("component.")
                || key.startsWith("org.apache.")
                || key.startsWith("org.osgi.")
                || key.startsWith(".")
                || key.startsWith(":");
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

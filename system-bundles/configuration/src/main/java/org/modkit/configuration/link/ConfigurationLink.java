// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.link;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
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
 *
 * @param <T> what its user makes of it
 */
public final class ConfigurationLink<T> implements SynchronousConfigurationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationLink.class);

    /** Makes something of what is said. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Makes something of it; called by whoever reads, one at a time.
         *
         * @param byPid the flat keys that people wrote, by PID; those of factories with a {@code ~} and a name
         * @return the same for the same
         */
        T of(SortedMap<String, Map<String, Object>> byPid);
    }

    private final BundleContext context;
    private final Set<String> pids;
    private final Reading<T> reading;
    private final Runnable stirred;
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admins;

    /** No lock, since Configuration Admin may hold one of its own when it tells of a change. */
    private final AtomicBoolean isStale = new AtomicBoolean(true);

    /** Written once by {@link #open()}. */
    private volatile ServiceRegistration<SynchronousConfigurationListener> listening;

    private T last;

    /**
     * Takes what is read, and what is to be told of changes.
     *
     * @param context of this bundle
     * @param pids PIDs and PIDs of factories
     * @param reading of all of them at once
     * @param stirred called on threads of the framework; must return at once
     */
    public ConfigurationLink(BundleContext context, Set<String> pids, Reading<T> reading, Runnable stirred) {
        this.context = context;
        this.pids = Set.copyOf(pids);
        this.reading = reading;
        this.stirred = stirred;
        this.last = reading.of(Collections.emptySortedMap());
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
        if (pids.contains(factory == null ? event.getPid() : factory)) {
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
    public synchronized T read() {
        // Before it is read, so that what changes meanwhile is read again.
        if (isStale.getAndSet(false)) {
            try {
                Optional<T> found = look();
                // While a tracker tells that Configuration Admin has come, it does not hand it out yet.
                isStale.compareAndSet(false, found.isEmpty());
                last = found.orElse(last);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The configurations {} can't be read. What was read before stays in force.", pids, e);
            }
        }
        return last;
    }

    private Optional<T> look() throws IOException {
        ConfigurationAdmin admin = admins.getService();
        if (admin == null) {
            return Optional.empty();
        }
        try {
            var byPid = new TreeMap<String, Map<String, Object>>();
            Configuration[] found = admin.listConfigurations(filter());
            for (Configuration each : found == null ? new Configuration[0] : found) {
                byPid.put(each.getPid(), properties(each));
            }
            return Optional.of(reading.of(byPid));
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String filter() {
        return pids.stream()
                .sorted()
                .map(pid -> "(service.pid=" + pid + ")(service.factoryPid=" + pid + ")")
                .collect(Collectors.joining("", "(|", ")"));
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
                || key.startsWith("org.")
                || key.startsWith("modkit.")
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

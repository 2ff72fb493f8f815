// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.modkit.api.ModkitModule;
import org.modkit.process.render.Configurations;
import org.modkit.process.render.ModuleRuntime;
import org.modkit.process.render.ModuleRuntime.Type;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers modules that run elsewhere and have no bundle here: programs of the user's, and those that others start. Their
 * objects are never called. Any thread may tell it of changes.
 */
final class StandIns implements ServiceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandIns.class);
    private static final String NAME = "modkit.name";
    private static final String MODULE = "modkit.module";

    private final BundleContext context;
    private final Supplier<Configurations> configuration;
    private final Executor changes;

    /** Belongs to the thread. */
    private final Map<String, ServiceRegistration<ModkitModule>> offered = new HashMap<>();

    /** {@code changes} is one thread, which what follows happens on. */
    StandIns(BundleContext context, Supplier<Configurations> configuration, Executor changes) {
        this.context = context;
        this.configuration = configuration;
        this.changes = changes;
        try {
            context.addServiceListener(this, "(" + Constants.OBJECTCLASS + "=" + ModkitModule.class.getName() + ")");
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (!context.getBundle().equals(event.getServiceReference().getBundle())) {
            stir();
        }
    }

    /** The configuration or the modules may have changed. */
    void stir() {
        changes.execute(this::look);
    }

    private void look() {
        try {
            Set<String> wanted = wanted();
            for (String gone : Set.copyOf(offered.keySet())) {
                if (!wanted.contains(gone)) {
                    offered.remove(gone).unregister();
                }
            }
            for (String name : wanted) {
                if (!offered.containsKey(name)) {
                    var properties = new Hashtable<String, Object>(Map.of(NAME, name));
                    offered.put(name, context.registerService(ModkitModule.class, new ModkitModule() {}, properties));
                }
            }
        } catch (IllegalStateException e) {
            LOG.debug("The bundle is being stopped", e);
        }
    }

    private Set<String> wanted() {
        Configurations said = configuration.get();
        var wanted = new TreeSet<String>();
        said.modules().forEach((name, module) -> {
            Type type = said.type(name);
            if (type == Type.REMOTE || type == Type.OOP && ModuleRuntime.namesExecutable(module)) {
                wanted.add(name);
            }
        });
        wanted.removeIf(this::hasBundle);
        return wanted;
    }

    /** A bundle that says so in its manifest will offer it, even if it does not yet. */
    private boolean hasBundle(String name) {
        Bundle own = context.getBundle();
        boolean isOffered = Services.of(context, name).stream()
                .filter(service -> !own.equals(service.getBundle()))
                .anyMatch(service -> Arrays.asList((String[]) service.getProperty(Constants.OBJECTCLASS))
                        .contains(ModkitModule.class.getName()));
        return isOffered
                || Arrays.stream(context.getBundles())
                        .map(bundle -> bundle.adapt(BundleRevision.class))
                        .filter(revision -> revision != null)
                        .flatMap(revision -> revision.getDeclaredCapabilities(MODULE).stream())
                        .anyMatch(capability ->
                                name.equals(capability.getAttributes().get(MODULE)));
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        // What is left the framework withdraws, once this bundle has stopped.
    }
}

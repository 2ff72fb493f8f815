// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
 * objects are never called. Any thread may tell it of changes; what follows happens on a thread of its own.
 */
final class StandIns implements ServiceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandIns.class);
    private static final String NAME = "modkit.name";
    private static final String MODULE = "modkit.module";

    private final BundleContext context;
    private final Supplier<Configurations> configuration;
    private final ExecutorService changes = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "modkit-stand-ins");
        thread.setDaemon(true);
        return thread;
    });

    /** Belongs to the thread; when that has ended, to who ended it. */
    private final Map<String, ServiceRegistration<ModkitModule>> offered = new HashMap<>();

    StandIns(BundleContext context, Supplier<Configurations> configuration) {
        this.context = context;
        this.configuration = configuration;
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
        try {
            changes.execute(this::look);
        } catch (RejectedExecutionException closing) {
            LOG.trace("Nobody is offered any more", closing);
        }
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
        changes.shutdown();
        try {
            if (!changes.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A module that has no bundle is still being offered or withdrawn.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What is left the framework withdraws, once this bundle has stopped.
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.Phase;
import org.modkit.configuration.link.ConfigurationLink;
import org.modkit.process.backend.Backend;
import org.modkit.process.closure.BundleCopies;
import org.modkit.process.closure.Closure;
import org.modkit.process.closure.Installation;
import org.modkit.process.local.LocalBackend;
import org.modkit.process.render.Configurations;
import org.modkit.process.render.ModuleRuntime.Type;
import org.modkit.process.spawn.SpawnHost;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the parts together; the framework calls it. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ProcessBundle implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessBundle.class);
    /** Says, in a child, which module it runs. */
    private static final String CHILD = "modkit.child.module";

    private BundleContext context;
    private Backend local;
    private ConfigurationLink<Configurations> configuration;
    private Neighbors neighbors;
    private StandIns standIns;
    private SpawnHost spawning;
    private Gate gate;
    private Changes changes;

    @Override
    public void start(BundleContext started) {
        context = started;
        boolean isChild = context.getProperty(CHILD) != null;
        Path data = DataFolders.data(context::getProperty);
        Function<String, Path> folders = data::resolve;
        local = new LocalBackend(data);
        if (!isChild) {
            local.endOrphans().forEach(LOG::warn);
            forget(data);
        }
        context.registerService(Backend.class, local, null);
        changes = new Changes();
        configuration = new ConfigurationLink<>(
                context, Configurations.PIDS, Configurations::of, () -> changes.soon(this::reconfigured));
        neighbors = new Neighbors(context, configuration::read);
        Optional<Installation> installation = Installation.of(context::getProperty);
        var closure = new Closure(
                module -> Services.of(context, module),
                bundle -> installation.filter(all -> all.has(bundle)).isPresent());
        spawning = new SpawnHost(neighbors, installation, guest -> company(closure, guest), folders);
        gate = new Gate(neighbors, this::registered, isChild);
        standIns = new StandIns(context, configuration::read, changes);
        neighbors.open(spawning, gate::look);
        gate.look();
        configuration.open();
        changes.execute(this::reconfigured);
    }

    private static void forget(Path data) {
        try {
            forgetCopies(data);
        } catch (IOException e) {
            LOG.warn("What is left of former children below '{}' can't be read", data, e);
        }
    }

    /** Copies that a former host left; those of an instance that somebody still has a note of are left alone. */
    private static void forgetCopies(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> modules = Files.list(data)) {
            for (Path module : modules.filter(each -> Files.isDirectory(each.resolve("instances")))
                    .toList()) {
                forgetCopiesOf(module);
            }
        }
    }

    private static void forgetCopiesOf(Path module) throws IOException {
        Path bundles = module.resolve("bundles");
        if (Files.isDirectory(bundles)) {
            try (Stream<Path> copies = Files.list(bundles)) {
                copies.filter(copy -> Files.notExists(module.resolve("instances")
                                .resolve(copy.getFileName())
                                .resolve("process")))
                        .toList()
                        .forEach(BundleCopies::delete);
            }
        }
    }

    private Closure.Company company(Closure closure, PhaseGuest guest) {
        return closure.of(
                guest.context().moduleName(),
                Optional.ofNullable(context.getBundle(guest.bundle().id()))
                        .filter(bundle ->
                                bundle.getBundleId() != context.getBundle().getBundleId()),
                module -> configuration.read().type(module) != Type.LOCAL);
    }

    private ServiceRegistration<PhaseHost> registered() {
        var properties = new Hashtable<String, Object>(Map.of(PhaseHost.PHASE, Phase.SPAWN.name()));
        return context.registerService(PhaseHost.class, spawning, properties);
    }

    private void reconfigured() {
        gate.reconfigured();
        standIns.stir();
        spawning.reconfigured();
    }

    @Override
    public void stop(BundleContext stopped) {
        // First, so that the modules come down in order; then whoever is left; then what they were started with.
        gate.close();
        standIns.close();
        changes.close();
        spawning.close();
        configuration.close();
        neighbors.close();
        local.close();
    }
}

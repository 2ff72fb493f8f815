// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.modkit.api.database.Databases;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.Phase;
import org.modkit.configuration.database.Resolver;
import org.modkit.configuration.link.ConfigurationLink;
import org.modkit.database.migrate.Migrator;
import org.modkit.database.pool.Connector;
import org.modkit.database.pool.InstalledDrivers;
import org.modkit.database.pool.Pools;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.util.tracker.ServiceTracker;

/** Wires the parts together; the framework calls it. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class DatabaseBundle implements BundleActivator {
    private final CountDownLatch ended = new CountDownLatch(1);

    private BundleContext context;
    private ConfigurationLink<Configurations> configuration;
    private Pools pools;
    private Reconsideration reconsideration;
    private ServiceTracker<ModkitRuntime, ModkitRuntime> runtimes;
    private ServiceTracker<Object, Object> meters;
    private ServiceTracker<DataSourceFactory, Object> factories;
    private BundleListener bundles;
    private ServiceRegistration<PhaseHost> host;

    @Override
    public void start(BundleContext started) {
        context = started;
        var drivers = new InstalledDrivers(context);
        var connector = new Connector(drivers);
        var surroundings = new Framework();
        var migrator = new Migrator();
        pools = new Pools(connector);
        var migrations = new Migrations(migrator, connector, ended);
        var databases = new ModuleDatabases(surroundings, migrations, connector, pools);
        runtimes = new ServiceTracker<>(context, ModkitRuntime.class, null);
        reconsideration = new Reconsideration(databases, surroundings, drivers, runtimes::getService);
        configuration =
                new ConfigurationLink<>(context, Configurations.PIDS, Configurations::of, reconsideration::stir);
        configuration.open();
        runtimes.open();
        followDrivers();
        meters = meters();
        meters.open();
        pools.watch();
        var properties = new Hashtable<String, Object>(Map.of(PhaseHost.PHASE, Phase.DATABASE.name()));
        context.registerService(
                Databases.class, new OperatorsView(databases, surroundings, migrations, migrator, pools), null);
        host = context.registerService(PhaseHost.class, databases, properties);
    }

    private void followDrivers() {
        factories = new ServiceTracker<>(context, DataSourceFactory.class, null) {
            @Override
            public Object addingService(ServiceReference<DataSourceFactory> reference) {
                reconsideration.stir();
                return reference;
            }

            @Override
            public void removedService(ServiceReference<DataSourceFactory> reference, Object itself) {
                // Whoever uses its driver has it; nothing was taken from the registry.
            }
        };
        factories.open();
        bundles = event -> {
            if (event.getType() == BundleEvent.STARTED) {
                reconsideration.stir();
            }
        };
        context.addBundleListener(bundles);
    }

    /** By its name, because the package is optional; the framework hands out only what this bundle can see. */
    private ServiceTracker<Object, Object> meters() {
        return new ServiceTracker<>(context, "io.micrometer.core.instrument.MeterRegistry", null) {
            @Override
            public Object addingService(ServiceReference<Object> reference) {
                Object registry = super.addingService(reference);
                pools.measuredBy(registry);
                return registry;
            }

            @Override
            public void removedService(ServiceReference<Object> reference, Object registry) {
                pools.measuredBy(null);
                super.removedService(reference, registry);
            }
        };
    }

    @Override
    public void stop(BundleContext stopped) {
        // First, so that nobody tries on; then the modules come down; then nobody needs the rest.
        ended.countDown();
        host.unregister();
        context.removeBundleListener(bundles);
        factories.close();
        meters.close();
        configuration.close();
        reconsideration.close();
        pools.close();
        runtimes.close();
    }

    /** What the parts see of the framework. */
    private final class Framework implements ModuleDatabases.Surroundings {
        @Override
        public Map<String, Object> module(String name) {
            return configuration.read().module(name);
        }

        @Override
        public Resolver resolver() {
            return new Resolver(configuration.read().database(), System.getenv(), DataFolders.by(context::getProperty));
        }

        @Override
        public Bundle bundle(Object capability, PhaseGuest guest) {
            return Optional.ofNullable(FrameworkUtil.getBundle(capability.getClass()))
                    .orElseGet(() -> context.getBundle(guest.bundle().id()));
        }

        @Override
        public boolean isHeld() {
            return "hold".equals(context.getProperty("modkit.migrate"));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** Registers the module; the framework calls it. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class DirectoryBundle implements BundleActivator {
    private ServiceTracker<ModkitRuntime, ModkitRuntime> runtimes;
    private ServiceTracker<GrpcEndpoint, GrpcEndpoint> hubs;
    private ServiceRegistration<?> module;

    @Override
    public void start(BundleContext context) {
        runtimes = new ServiceTracker<>(context, ModkitRuntime.class, null);
        runtimes.open();
        hubs = new ServiceTracker<>(context, GrpcEndpoint.class, null);
        hubs.open();
        String[] types = {
            ModkitModule.class.getName(), GrpcServiceCapability.class.getName(), RunnableCapability.class.getName()
        };
        var directory = new DirectoryModule(
                () -> Optional.ofNullable(runtimes.getService()), () -> Optional.ofNullable(hubs.getService()));
        module =
                context.registerService(types, directory, new Hashtable<>(Map.of("modkit.name", DirectoryModule.NAME)));
    }

    @Override
    public void stop(BundleContext context) {
        // The runtime stops the module before this returns.
        module.unregister();
        hubs.close();
        runtimes.close();
    }
}

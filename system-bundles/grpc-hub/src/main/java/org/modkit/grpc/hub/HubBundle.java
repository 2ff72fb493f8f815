// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import java.util.Hashtable;
import java.util.Map;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.GrpcHubCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.grpc.GrpcEndpoint;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** Registers the module; the framework calls it. Everything else is the runtime's business. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class HubBundle implements BundleActivator {
    private GrpcHub hub;
    private ServiceRegistration<?> module;

    @Override
    public void start(BundleContext context) {
        String[] types = {
            ModkitModule.class.getName(), RunnableCapability.class.getName(), GrpcHubCapability.class.getName()
        };
        var properties = new Hashtable<String, Object>(Map.of("modkit.name", GrpcHub.NAME));
        hub = new GrpcHub(endpoint -> published(context, endpoint));
        module = context.registerService(types, hub, properties);
    }

    private static Runnable published(BundleContext context, GrpcEndpoint found) {
        var properties = new Hashtable<String, Object>(Map.of("uri", found.uri().toString()));
        ServiceRegistration<GrpcEndpoint> endpoint = context.registerService(GrpcEndpoint.class, found, properties);
        return () -> {
            try {
                endpoint.unregister();
            } catch (IllegalStateException gone) {
                // The framework was faster.
            }
        };
    }

    @Override
    public void stop(BundleContext context) {
        // The runtime stops the module before this returns. Where it could not, the module ends without it.
        module.unregister();
        hub.stop();
    }
}

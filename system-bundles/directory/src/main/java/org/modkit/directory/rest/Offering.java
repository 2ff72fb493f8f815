// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.rest;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.rest.RestEndpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Offers the module for as long as there is a gateway: without one it would wait for ever, and a runtime whose modules wait is
 * not ready. Called by the framework, on threads of whoever listens.
 */
public final class Offering extends ServiceTracker<RestEndpoint, RestEndpoint> {
    private final OrchestratorModule module;
    private final String needs;
    private final AtomicReference<ServiceRegistration<?>> offered = new AtomicReference<>();

    /**
     * Makes it; to be opened.
     *
     * @param context of this bundle
     * @param module what to offer
     * @param needs the name of the module it needs
     */
    public Offering(BundleContext context, OrchestratorModule module, String needs) {
        super(context, RestEndpoint.class, null);
        this.module = module;
        this.needs = needs;
    }

    @Override
    public RestEndpoint addingService(ServiceReference<RestEndpoint> reference) {
        if (offered.get() == null) {
            String[] types = {ModkitModule.class.getName(), RestApiCapability.class.getName()};
            offered.set(context.registerService(
                    types,
                    module,
                    new Hashtable<>(Map.of("modkit.name", OrchestratorModule.NAME, "modkit.requires", needs))));
        }
        return super.addingService(reference);
    }

    @Override
    public void removedService(ServiceReference<RestEndpoint> reference, RestEndpoint endpoint) {
        super.removedService(reference, endpoint);
        if (size() == 0) {
            ServiceRegistration<?> registered = offered.getAndSet(null);
            if (registered != null) {
                registered.unregister();
            }
        }
    }
}

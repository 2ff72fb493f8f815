// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.ApiGatewayCapability;
import org.modkit.api.capability.Capability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.rest.RequestListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.rest.gateway.mount.Mounts;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/** Wires the parts together and registers the module; the framework calls it. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class GatewayBundle implements BundleActivator {
    private final RuntimeDelegate delegate = new RuntimeDelegateImpl();
    private ServiceTracker<ModkitRuntime, ModkitRuntime> runtimes;
    private ServiceTracker<RequestListener, RequestListener> listeners;

    @Override
    public void start(BundleContext context) {
        RuntimeDelegate.setInstance(delegate);
        runtimes = new ServiceTracker<>(context, ModkitRuntime.class, null);
        runtimes.open();
        listeners = new ServiceTracker<>(context, RequestListener.class, null);
        listeners.open();
        var mounts = new Mounts(System::nanoTime);
        var module =
                new GatewayModule(context, mounts, () -> Optional.ofNullable(runtimes.getService()), this::listeners);
        var properties = new Hashtable<String, Object>(Map.of("modkit.module", GatewayModule.NAME));
        context.registerService(
                ApiGatewayCapability.class, new RestHost(mounts, module::settings, module.plugins()), properties);
        // The core last, and it says that it is a host: whoever finds it finds all of it.
        properties.put("modkit.capabilities", Capability.REST_HOST.label());
        context.registerService(
                new String[] {ModkitModule.class.getName(), RunnableCapability.class.getName()}, module, properties);
    }

    private List<RequestListener> listeners() {
        return listeners.isEmpty() ? List.of() : List.of(listeners.getServices(new RequestListener[0]));
    }

    /** By now the runtime has stopped the module, and the framework takes its services away. */
    @Override
    public void stop(BundleContext context) {
        listeners.close();
        runtimes.close();
        if (RuntimeDelegate.getInstance() == delegate) {
            RuntimeDelegate.setInstance(null);
        }
    }
}

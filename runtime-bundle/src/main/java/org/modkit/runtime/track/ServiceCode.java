// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modkit.api.client.ClientHub;
import org.modkit.runtime.graph.ModuleCode;
import org.modkit.runtime.hub.Hub;
import org.modkit.runtime.hub.ModuleHub;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A module's objects as OSGi services.
 *
 * <p>A service of scope prototype gives every incarnation objects of its own; any other is the same each time.
 */
final class ServiceCode implements ModuleCode {
    private final String module;
    private final Bundle bundle;
    private final List<ServiceReference<?>> services;
    private final BundleContext context;
    private final Hub hub;

    ServiceCode(String module, List<ServiceReference<?>> services, BundleContext context, Hub hub) {
        this.module = module;
        this.bundle = services.get(0).getBundle();
        this.services = List.copyOf(services);
        this.context = context;
        this.hub = hub;
    }

    @Override
    public Incarnation begin() {
        return new Held(services);
    }

    @Override
    public Incarnation beginElsewhere() {
        return new Held(List.of());
    }

    /** Objects taken hold of. Used on hook threads, one at a time but for {@link #clients}. */
    private final class Held implements Incarnation {
        private final List<Runnable> givingBack = new ArrayList<>();
        private final Map<String, Object> byType = new LinkedHashMap<>();
        private final ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        private final ModuleHub clients = hub.open(module, bundle.getBundleContext());

        Held(List<ServiceReference<?>> services) {
            try {
                services.forEach(this::take);
            } catch (RuntimeException | Error e) {
                end();
                throw e;
            }
        }

        private <S> void take(ServiceReference<S> service) {
            ServiceObjects<S> objects = context.getServiceObjects(service);
            S object = objects == null ? null : objects.getService();
            if (object == null) {
                throw new IllegalStateException("The service " + String.join(", ", Definition.typesOf(service))
                        + " of module '" + module + "' could not be had; its component may have failed to activate");
            }
            if (Constants.SCOPE_SINGLETON.equals(service.getProperty(Constants.SERVICE_SCOPE))) {
                // The very object that was registered, which stays what it is. Felix searches all services in use
                // whenever one goes, so holding ten thousand makes letting them go quadratic.
                objects.ungetService(object);
            } else {
                givingBack.add(() -> objects.ungetService(object));
            }
            Definition.typesOf(service).forEach(type -> byType.putIfAbsent(type, object));
        }

        @Override
        public <T> T get(Class<T> type) {
            Object object = byType.get(type.getName());
            if (object == null) {
                throw new IllegalStateException("Module '" + module + "' has no service of type " + type.getName());
            }
            return type.cast(object);
        }

        @Override
        public ClassLoader loader() {
            return loader;
        }

        @Override
        public ClientHub clients() {
            return clients;
        }

        @Override
        public void end() {
            clients.close();
            byType.clear();
            givingBack.forEach(Runnable::run);
            givingBack.clear();
        }
    }
}

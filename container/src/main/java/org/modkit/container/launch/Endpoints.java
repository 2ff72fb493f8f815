// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.net.URI;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** Where the REST gateway listens; asked by reflection, for the reason that {@link RunningModules} tells. */
public final class RestAddress {
    private static final String SERVICE = "org.modkit.api.rest.RestEndpoint";

    private RestAddress() {}

    /**
     * Asks the gateway.
     *
     * @param framework the running framework
     * @return its address without a path; empty while it does not listen
     */
    public static Optional<URI> of(Framework framework) {
        BundleContext context = framework.getBundleContext();
        ServiceReference<?> reference = context == null ? null : context.getServiceReference(SERVICE);
        if (reference == null) {
            return Optional.empty();
        }
        try {
            Object endpoint = context.getService(reference);
            Class<?> type = reference.getBundle().loadClass(SERVICE);
            return Optional.of((URI) type.getMethod("uri").invoke(endpoint));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // It has just gone.
            return Optional.empty();
        }
    }
}

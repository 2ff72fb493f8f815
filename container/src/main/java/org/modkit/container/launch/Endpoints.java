// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.net.URI;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** Where this container listens; asked by reflection, for the reason that {@link RunningModules} tells. */
public final class Endpoints {
    private static final String REST = "org.modkit.api.rest.RestEndpoint";
    private static final String GRPC = "org.modkit.api.grpc.GrpcEndpoint";

    private Endpoints() {}

    /**
     * Asks the REST gateway.
     *
     * @param framework the running framework
     * @return its address without a path; empty while it does not listen
     */
    public static Optional<URI> rest(Framework framework) {
        return of(framework, REST);
    }

    /**
     * Asks the gRPC hub.
     *
     * @param framework the running framework
     * @return its address; empty while it does not listen
     */
    public static Optional<URI> grpc(Framework framework) {
        return of(framework, GRPC);
    }

    private static Optional<URI> of(Framework framework, String service) {
        BundleContext context = framework.getBundleContext();
        ServiceReference<?> reference = context == null ? null : context.getServiceReference(service);
        if (reference == null) {
            return Optional.empty();
        }
        try {
            Object endpoint = context.getService(reference);
            Class<?> type = reference.getBundle().loadClass(service);
            return Optional.of((URI) type.getMethod("uri").invoke(endpoint));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // It has just gone.
            return Optional.empty();
        }
    }
}

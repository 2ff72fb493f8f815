// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import java.net.URI;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.rest.RestEndpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Where gateway and hub listen. A class of its own, since the types it uses are not there before the features are. */
final class Endpoint {
    private Endpoint() {}

    static URI of(BundleContext karaf) {
        ServiceReference<RestEndpoint> reference = karaf.getServiceReference(RestEndpoint.class);
        return karaf.getService(reference).uri();
    }

    static URI ofHub(BundleContext karaf) {
        ServiceReference<GrpcEndpoint> reference = karaf.getServiceReference(GrpcEndpoint.class);
        return karaf.getService(reference).uri();
    }
}

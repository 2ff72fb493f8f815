// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import java.net.URI;
import org.modkit.api.rest.RestEndpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Where the gateway listens. A class of its own, since the type it uses is not there before the feature is. */
final class Endpoint {
    private Endpoint() {}

    static URI of(BundleContext karaf) {
        ServiceReference<RestEndpoint> reference = karaf.getServiceReference(RestEndpoint.class);
        return karaf.getService(reference).uri();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import java.net.URI;
import java.util.SortedMap;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.grpc.hub.service.Services;

/** Tells others where one run of the hub listens, and what it serves there. */
final class Endpoint implements GrpcEndpoint {
    private final URI uri;
    private final Services services;

    Endpoint(URI uri, Services services) {
        this.uri = uri;
        this.services = services;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public SortedMap<String, String> services() {
        return services.callable();
    }
}

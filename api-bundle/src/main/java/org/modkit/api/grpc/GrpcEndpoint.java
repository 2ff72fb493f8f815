// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.grpc;

import java.net.URI;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the gRPC hub listens.
 *
 * <p>An OSGi service, registered by the hub after it has begun to listen and taken back before it ends. Any thread may ask
 * it.
 */
@ProviderType
public interface GrpcEndpoint {
    /**
     * Returns the address clients reach the hub at, with the port that was really taken.
     *
     * @return {@code http://host:port}, {@code https://host:port} if the hub speaks TLS, or {@code unix:///path}; never an
     *     address such as {@code 0.0.0.0} that stands for all of a machine's
     */
    URI uri();

    /**
     * Returns the services of modules that can be called there now.
     *
     * @return module names by full names of services, in their order
     */
    SortedMap<String, String> services();
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module with gRPC services.
 *
 * <p>They are served by the gRPC hub; until one is installed, such a module waits and says so.
 */
@ConsumerType
public interface GrpcServiceCapability {
    /**
     * Returns the services to serve.
     *
     * <p>Called on a thread of the runtime after the REST phase, and again for each hub that comes while the module runs.
     *
     * @return bindable services; typed loosely so that this bundle needs no gRPC library
     */
    Collection<Object> services();
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.modkit.api.spi.TrafficHost;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The one REST host: takes the resources of modules that have {@link RestApiCapability} and lets requests in to them.
 *
 * <p>Its module becomes the host of phase REST when it is RUNNING, so its {@code init} and {@code start} are what prepares
 * it, and started means listening. Then, on threads of the runtime and for several modules at the same time, {@link #up}
 * mounts a module, {@link #open} publishes the mount, {@link #close} drains it and {@link #down} unmounts it. Before the
 * module goes down, the runtime has taken every guest out, or detached it: a guest that runs goes on running without its
 * routes, and the next host is given it by {@link #up} and {@link #open}.
 *
 * <p>While one module is the host, a second one runs without guests and says so; it takes over when the first leaves.
 */
@ConsumerType
public interface ApiGatewayCapability extends TrafficHost {}

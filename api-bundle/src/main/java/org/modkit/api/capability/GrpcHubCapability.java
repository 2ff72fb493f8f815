// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.modkit.api.spi.TrafficHost;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The one gRPC hub: takes the services of modules that have {@link GrpcServiceCapability} and lets calls in to them.
 *
 * <p>For phase GRPC what {@link ApiGatewayCapability} is for phase REST.
 */
@ConsumerType
public interface GrpcHubCapability extends TrafficHost {}

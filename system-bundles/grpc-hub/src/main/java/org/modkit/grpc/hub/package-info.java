// SPDX-License-Identifier: Apache-2.0
/**
 * The module {@code grpc-hub}: serves the gRPC services of all modules at one address.
 *
 * <p>Start at {@link org.modkit.grpc.hub.HubBundle} for the wiring, {@link org.modkit.grpc.hub.GrpcHub} for the module.
 */
package org.modkit.grpc.hub;

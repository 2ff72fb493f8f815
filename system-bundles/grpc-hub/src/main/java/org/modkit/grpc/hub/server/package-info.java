// SPDX-License-Identifier: Apache-2.0
/**
 * The server: where it listens, how it meets clients, and how it stops.
 *
 * <p>Start at {@link org.modkit.grpc.hub.server.HubServer}.
 */
package org.modkit.grpc.hub.server;

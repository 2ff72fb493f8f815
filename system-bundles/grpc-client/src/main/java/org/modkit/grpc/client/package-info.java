// SPDX-License-Identifier: Apache-2.0
/**
 * Clients of gRPC services, wherever those run.
 *
 * <p>For module authors (consumers, import {@code [0.1,1)}). Whoever offers a client of his module to others starts at
 * {@link org.modkit.grpc.client.RemoteClient}, whoever has none but the stubs at
 * {@link org.modkit.grpc.client.GrpcChannels}.
 */
@Export
@Version("0.1.0")
package org.modkit.grpc.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

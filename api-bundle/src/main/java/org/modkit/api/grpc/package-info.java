// SPDX-License-Identifier: Apache-2.0
/**
 * What modules and tools hear from the gRPC hub.
 *
 * <p>For module authors and tools (consumers, import {@code [0.1,1)}) and for the hub (provider, import
 * {@code [0.1,0.2)}). Start at {@link org.modkit.api.grpc.GrpcEndpoint}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.grpc;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

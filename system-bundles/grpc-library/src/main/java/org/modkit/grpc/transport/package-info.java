// SPDX-License-Identifier: Apache-2.0
/**
 * Where a server listens, and how a channel connects; what others than this bundle need of Netty.
 *
 * <p>For the gRPC hub and the gRPC client, and for bundles that serve or call without them (consumers, import
 * {@code [0.1,0.2)}). Modules whose services the hub serves don't need it. Start at
 * {@link org.modkit.grpc.transport.ServerTransport} or {@link org.modkit.grpc.transport.ChannelTransport}.
 */
@Export
@Version("0.1.0")
package org.modkit.grpc.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

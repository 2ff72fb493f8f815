// SPDX-License-Identifier: Apache-2.0
/**
 * Where a server listens; the one thing of Netty's that others than this bundle need.
 *
 * <p>For the gRPC hub, and for bundles that serve without it (consumers, import {@code [0.1,0.2)}). Modules whose services
 * the hub serves don't need it. Start at {@link org.modkit.grpc.transport.ServerTransport}.
 */
@Export
@Version("0.1.0")
package org.modkit.grpc.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

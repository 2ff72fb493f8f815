// SPDX-License-Identifier: Apache-2.0
/**
 * The directory of another process, over gRPC.
 *
 * <p>Start at {@link org.modkit.grpc.client.wire.RemoteDirectory}.
 */
package org.modkit.grpc.client.wire;

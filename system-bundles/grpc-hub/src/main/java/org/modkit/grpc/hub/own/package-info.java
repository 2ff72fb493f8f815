// SPDX-License-Identifier: Apache-2.0
/**
 * What the hub serves itself: health of services (grpc.health.v1), and descriptions of them (grpc.reflection).
 *
 * <p>Start at {@link org.modkit.grpc.hub.own.OwnServices}.
 */
package org.modkit.grpc.hub.own;

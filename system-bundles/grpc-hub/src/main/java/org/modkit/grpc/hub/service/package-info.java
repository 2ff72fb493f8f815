// SPDX-License-Identifier: Apache-2.0
/**
 * Which services are served, of which module, and from when until when they may be called.
 *
 * <p>Start at {@link org.modkit.grpc.hub.service.Services}.
 */
package org.modkit.grpc.hub.service;

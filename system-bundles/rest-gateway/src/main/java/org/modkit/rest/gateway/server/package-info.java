// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP server: where it listens, how it stops, and the chain a request passes.
 *
 * <p>Start at {@link org.modkit.rest.gateway.server.HttpServer}.
 */
package org.modkit.rest.gateway.server;

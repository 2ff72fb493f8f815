// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP server: where it listens, what is spoken there, whom it makes wait, and how it stops.
 *
 * <p>Start at {@link org.modkit.rest.gateway.server.HttpServer}.
 */
package org.modkit.rest.gateway.server;

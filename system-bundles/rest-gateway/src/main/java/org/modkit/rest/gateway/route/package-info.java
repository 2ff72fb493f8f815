// SPDX-License-Identifier: Apache-2.0
/**
 * What the author of a route says of it: who may call it, and how many at a time. The filters of requests go by it, and the
 * document tells it.
 *
 * <p>Start at {@link org.modkit.rest.gateway.route.Declared}.
 */
package org.modkit.rest.gateway.route;

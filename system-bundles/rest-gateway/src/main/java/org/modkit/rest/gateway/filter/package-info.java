// SPDX-License-Identifier: Apache-2.0
/**
 * What a request passes on its way to a module: its id, bounds, and what is noted of it.
 *
 * <p>In this order: id, length of the body, other origins, and then, once Jersey knows the route, how many and how often.
 * How long is watched in {@code bridge}. Start at {@link org.modkit.rest.gateway.filter.Chain}.
 */
package org.modkit.rest.gateway.filter;

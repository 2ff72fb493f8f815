// SPDX-License-Identifier: Apache-2.0
/**
 * What a request passes on its way to a module: its id, bounds, and what is noted of it.
 *
 * <p>In this order: id and trace, other origins, host, length of the body; then, once Jersey knows the route, which is when it has
 * looked at the media type, how often and how many, and then what is in {@code guard}. How long is watched in
 * {@code bridge}. Start at {@link org.modkit.rest.gateway.filter.Chain} for what needs no route, and at
 * {@link org.modkit.rest.gateway.filter.RouteFilters} for what needs one.
 */
package org.modkit.rest.gateway.filter;

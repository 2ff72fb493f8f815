// SPDX-License-Identifier: Apache-2.0
/**
 * The REST gateway: resources of modules, each on a mount of its own, behind one HTTP server.
 *
 * <p>For the runtime, which finds in it a module that is the host of the phase REST; exports nothing. Imports point down
 * this list only: this package, {@code server}, {@code document}, {@code mount}, {@code filter}, {@code guard},
 * {@code bridge}, {@code format}, {@code route}, {@code problem}, {@code config}. Start at {@link org.modkit.rest.gateway.Gateway}.
 */
package org.modkit.rest.gateway;

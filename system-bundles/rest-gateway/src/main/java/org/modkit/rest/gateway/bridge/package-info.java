// SPDX-License-Identifier: Apache-2.0
/**
 * From a request of the HTTP server to the Jersey application of one module, and back.
 *
 * <p>Start at {@link org.modkit.rest.gateway.bridge.Application}.
 */
package org.modkit.rest.gateway.bridge;

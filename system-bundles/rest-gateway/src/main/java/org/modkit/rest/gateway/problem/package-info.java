// SPDX-License-Identifier: Apache-2.0
/**
 * Refusals and failures as problem documents (RFC 9457): what they say, and how they are written.
 *
 * <p>Start at {@link org.modkit.rest.gateway.problem.Problem}.
 */
package org.modkit.rest.gateway.problem;

// SPDX-License-Identifier: Apache-2.0
/**
 * Who calls, and whether they may: plugins are asked, for routes of modules and for the gateway's own pages.
 *
 * <p>Start at {@link org.modkit.rest.gateway.guard.Gate}.
 */
package org.modkit.rest.gateway.guard;

// SPDX-License-Identifier: Apache-2.0
/**
 * What can be configured, read from flat keys and checked as a whole. Knows nobody.
 *
 * <p>Start at {@link org.modkit.rest.gateway.config.Settings}.
 */
package org.modkit.rest.gateway.config;

// SPDX-License-Identifier: Apache-2.0
/**
 * What can be configured, read from the module's section and checked as a whole. Knows nobody.
 *
 * <p>Start at {@link org.modkit.grpc.hub.config.Settings}.
 */
package org.modkit.grpc.hub.config;

// SPDX-License-Identifier: Apache-2.0
/**
 * Which module answers at which path, from when until when.
 *
 * <p>Start at {@link org.modkit.rest.gateway.mount.Mounts}.
 */
package org.modkit.rest.gateway.mount;

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.broken;

/**
 * The section {@code modules.broken.config}.
 *
 * @param mended whether it works
 */
public record BrokenConfig(boolean mended) {}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.banner;

/**
 * The section {@code modules.banner.config}.
 *
 * @param text what it shows
 */
public record BannerConfig(String text) {
    /** Puts the default in place of what is absent. */
    public BannerConfig {
        text = text == null ? "ModKit" : text;
    }
}

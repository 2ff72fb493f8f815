// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ticker;

import java.time.Duration;

/**
 * The section {@code modules.ticker.config}.
 *
 * @param every the time between two ticks; {@code 1s} if absent
 */
public record TickerConfig(Duration every) {
    /** Puts the default in place of what is absent and refuses what makes no sense. */
    public TickerConfig {
        every = every == null ? Duration.ofSeconds(1) : every;
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("Expected 'every' to be longer than nothing. Raise it or leave it out.");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.tree;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads spans of time as the configuration writes them: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
public final class Spans {
    private static final Pattern NOTATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1));

    private Spans() {}

    /**
     * Reads a span.
     *
     * @param text what was written
     * @return the span, zero included; empty if it is not in the notation
     */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = NOTATION.matcher(text);
        return matcher.matches()
                ? Optional.of(UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }
}

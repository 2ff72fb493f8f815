// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notation of time spans: a whole number and {@code ms}, {@code s}, {@code m} or {@code h}. */
final class Durations {
    /** What a message expects. */
    static final String EXPECTED = "a duration such as 500ms, 30s, 5m or 1h";

    private static final Pattern NOTATION = Pattern.compile("(\\d{1,15})(ms|s|m|h)");

    /** Keeps every span within the nanoseconds of a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /** Reads a span; empty if it is not in the notation or longer than a century. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = NOTATION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration unit = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
        return Optional.of(unit.multipliedBy(count)).filter(span -> span.compareTo(LONGEST) <= 0);
    }

    /** Writes a span in the coarsest unit that loses nothing. */
    static String text(Duration span) {
        long millis = span.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
    }
}

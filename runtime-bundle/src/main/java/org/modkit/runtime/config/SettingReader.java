// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads the keys of one configuration one by one and notes what is wrong. The keys it was asked for are the known ones.
 */
final class SettingReader {
    private final String pid;
    private final Map<String, Object> values;
    private final List<String> problems;
    private final TreeSet<String> known = new TreeSet<>();

    SettingReader(String pid, Map<String, Object> values, List<String> problems) {
        this.pid = pid;
        this.values = values;
        this.problems = problems;
    }

    boolean flag(String key, boolean standing) {
        return read(key, standing, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    int count(String key, int standing, int least) {
        return read(
                key,
                standing,
                "a whole number of at least " + least,
                text -> number(text, Integer::valueOf).filter(number -> number >= least));
    }

    double share(String key, double standing) {
        return read(
                key,
                standing,
                "a number from 0 to 1",
                text -> number(text, Double::valueOf).filter(number -> number >= 0 && number <= 1));
    }

    Duration duration(String key, Duration standing) {
        return read(key, standing, Durations.EXPECTED, Durations::parse);
    }

    Duration deadline(String key, Duration standing) {
        return read(
                key,
                standing,
                Durations.EXPECTED + ", longer than 0",
                text -> Durations.parse(text).filter(span -> !span.isZero()));
    }

    <E extends Enum<E>> E constant(String key, E standing) {
        E[] constants = standing.getDeclaringClass().getEnumConstants();
        String expected = Arrays.stream(constants).map(SettingReader::spelled).collect(Collectors.joining(" or "));
        return read(
                key,
                standing,
                expected,
                text -> Arrays.stream(constants)
                        .filter(constant -> spelled(constant)
                                .equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
                        .findFirst());
    }

    private static String spelled(Object value) {
        return value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <N> Optional<N> number(String text, Function<String, N> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** Reads from the text, because in Karaf's files everything is one. */
    private <T> T read(String key, T standing, String expected, Function<String, Optional<T>> parse) {
        known.add(key);
        Object value = values.get(key);
        if (value == null) {
            return standing;
        }
        return parse.apply(value.toString().strip()).orElseGet(() -> {
            String kept = standing instanceof Duration span ? Durations.text(span) : spelled(standing);
            problems.add(place(key) + " must be " + expected + ", but is '" + shown(key, value) + "'. Correct it; until"
                    + " then " + kept + " holds.");
            return standing;
        });
    }

    /** Notes every key that nobody asked for, but for sections that are marked as empty. Call it last. */
    void rejectUnknown(Predicate<String> ours) {
        values.keySet().stream()
                .filter(key -> ours.test(key) && !known.contains(key) && !isEmptySection(key))
                .sorted()
                .forEach(key -> problems.add(place(key) + " is unknown and has no effect. "
                        + Nearest.to(key, known)
                                .map(nearest -> "Write '" + nearest + "' if you mean that, or remove it.")
                                .orElse("Remove it.")));
    }

    private boolean isEmptySection(String key) {
        String next = known.higher(key + ".");
        return "{}".equals(values.get(key)) && next != null && next.startsWith(key + ".");
    }

    private String place(String key) {
        return "Key '" + key + "' of configuration '" + pid + "'";
    }

    private static Object shown(String key, Object value) {
        return Secrets.isSecret(key) ? Secrets.MASK : value;
    }
}

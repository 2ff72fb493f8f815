// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A section, key by key on the way to types. What is taken is taken out, so that what remains is unknown. */
final class Keys {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,10})\\s*(B|KiB|MiB)?");
    private static final int MOST_BYTES = 1 << 30;

    private final TreeMap<String, String> left = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    Keys(Map<String, ?> section) {
        flatten("", section);
    }

    private void flatten(String prefix, Map<?, ?> section) {
        section.forEach((key, value) -> {
            if (value instanceof Map<?, ?> deeper) {
                flatten(prefix + key + ".", deeper);
            } else if (value != null) {
                left.put(prefix + key, Objects.toString(value).trim());
            }
        });
    }

    boolean has(String key) {
        return left.containsKey(key);
    }

    /** Whether a key that has been asked for was there, fit or unfit. */
    boolean had(String key) {
        return taken.contains(key);
    }

    Optional<String> text(String key) {
        return parsed(key, "a text that is not empty", text -> text.isEmpty() ? null : text);
    }

    Optional<String> choice(String key, String... words) {
        String expected = "'" + String.join("' or '", words) + "'";
        return parsed(key, expected, text -> Arrays.asList(words).contains(text) ? text : null);
    }

    int number(String key, int otherwise, int from, int to) {
        return parsed(key, "a whole number from " + from + " to " + to, text -> {
                    int number = Integer.parseInt(text);
                    return number < from || number > to ? null : number;
                })
                .orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return choice(key, "true", "false").map(Boolean::valueOf).orElse(otherwise);
    }

    Duration time(String key, Duration otherwise) {
        return parsed(key, "a time such as '500ms', '30s' or '5m', longer than nothing", text -> {
                    Matcher matcher = TIME.matcher(text);
                    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
                        return null;
                    }
                    long amount = Long.parseLong(matcher.group(1));
                    return switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofHours(amount);
                    };
                })
                .orElse(otherwise);
    }

    int size(String key, int otherwise) {
        return parsed(key, "a size such as '65536', '64KiB' or '16MiB', at most 1024MiB", text -> {
                    Matcher matcher = SIZE.matcher(text);
                    if (!matcher.matches()) {
                        return null;
                    }
                    String unit = Objects.requireNonNullElse(matcher.group(2), "B");
                    long bytes =
                            Long.parseLong(matcher.group(1)) << (unit.equals("KiB") ? 10 : unit.equals("MiB") ? 20 : 0);
                    return bytes == 0 || bytes > MOST_BYTES ? null : (int) bytes;
                })
                .orElse(otherwise);
    }

    void problem(String clause) {
        problems.add(clause);
    }

    /** To be called last. */
    List<String> end() {
        left.keySet().forEach(key -> problem("'" + key + "' is not a setting of the gRPC hub"));
        return problems;
    }

    private <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
        String value = left.remove(key);
        if (value == null) {
            return Optional.empty();
        }
        taken.add(key);
        T parsed = null;
        try {
            parsed = parser.apply(value);
        } catch (NumberFormatException tooLong) {
            // As wrong as a number out of range.
        }
        if (parsed == null) {
            problem("'" + key + "' must be " + expected + ", but it is '" + value + "'");
        }
        return Optional.ofNullable(parsed);
    }
}

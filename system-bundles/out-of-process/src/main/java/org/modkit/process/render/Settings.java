// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.modkit.configuration.tree.Spans;

/**
 * Reads a section whose values may all be texts, as those of a file of Karaf's are, and collects what is wrong with it.
 * Used by one thread.
 */
final class Settings {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final String path;
    private final Map<String, Object> section;
    private final List<String> problems;

    Settings(String path, Map<String, Object> section, List<String> problems) {
        this.path = path;
        this.section = section;
        this.problems = problems;
    }

    Settings below(String key) {
        return new Settings(path + "." + key, Trees.section(section, key), problems);
    }

    void knowsOnly(Collection<String> known) {
        section.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add(
                        "'" + path + "." + key + "' is not a known key. Known are: " + String.join(", ", known) + "."));
    }

    Set<String> keys() {
        return section.keySet();
    }

    Optional<String> text(String key) {
        Object value = section.get(key);
        if (value instanceof Map || value instanceof Collection) {
            wrong(key, "a single value", "several", "one value");
            return Optional.empty();
        }
        return Optional.ofNullable(value).map(each -> each.toString().strip()).filter(text -> !text.isEmpty());
    }

    List<String> texts(String key) {
        Object value = section.get(key);
        if (value instanceof Collection<?> several) {
            return several.stream().map(Object::toString).toList();
        }
        return text(key).map(List::of).orElse(List.of());
    }

    Duration duration(String key, Duration otherwise) {
        return text(key)
                .map(text -> Spans.parse(text.replaceFirst("\\s+(?=\\D+$)", ""))
                        .filter(span -> !span.isZero() && span.compareTo(LONGEST) <= 0)
                        .orElseGet(() -> {
                            wrong(key, "a whole number followed by ms, s, m or h", text, "30s");
                            return otherwise;
                        }))
                .orElse(otherwise);
    }

    int count(String key, int least, int otherwise) {
        return text(key)
                .map(text -> {
                    if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least) {
                        return Integer.parseInt(text);
                    }
                    wrong(key, "a whole number of at least " + least, text, "" + Math.max(least, 1));
                    return otherwise;
                })
                .orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return text(key)
                .map(text -> {
                    if (!List.of("true", "false").contains(text)) {
                        wrong(key, "true or false", text, "" + otherwise);
                        return otherwise;
                    }
                    return Boolean.parseBoolean(text);
                })
                .orElse(otherwise);
    }

    double share(String key, double otherwise) {
        return text(key)
                .map(text -> {
                    try {
                        double share = Double.parseDouble(text);
                        if (share >= 0 && share <= 1) {
                            return share;
                        }
                    } catch (NumberFormatException e) {
                        // Told below.
                    }
                    wrong(key, "a number from 0 to 1", text, "0.2");
                    return otherwise;
                })
                .orElse(otherwise);
    }

    <E extends Enum<E>> E constant(String key, E otherwise) {
        Class<E> type = otherwise.getDeclaringClass();
        return text(key)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(each -> each.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseGet(() -> {
                            String known = Arrays.stream(type.getEnumConstants())
                                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "));
                            wrong(key, "one of " + known, text, otherwise.name().toLowerCase(Locale.ROOT));
                            return otherwise;
                        }))
                .orElse(otherwise);
    }

    boolean has(String key) {
        return section.get(key) != null;
    }

    void wrong(String key, String expectation, String finding, String example) {
        problems.add("'" + path + "." + key + "' must be " + expectation + ", but is '" + finding
                + "'. Write for example '" + example + "'.");
    }

    void problem(String key, String rest) {
        problems.add("'" + path + "." + key + "' " + rest);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Flat values on their way to types. What is taken is taken out, so that what remains is unknown. */
final class Values {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");

    private static final String A_TIME = "a time such as '500ms', '30s' or '5m'";
    private static final String A_SIZE = "a size such as '65536', '64KiB' or '16MiB', at most 1GiB";

    private final TreeMap<String, Object> left;
    private final List<String> problems = new ArrayList<>();

    Values(TreeMap<String, Object> flat) {
        this.left = flat;
    }

    String text(String key, String otherwise) {
        Object value = left.remove(key);
        return value == null ? otherwise : value.toString();
    }

    Optional<Path> file(String key) {
        return Optional.ofNullable(parsed(key, null, "a file", text -> text.isEmpty() ? null : Path.of(text)));
    }

    int number(String key, int otherwise, int from, int to) {
        return parsed(key, otherwise, "a whole number from " + from + " to " + to, text -> {
            int number = Integer.parseInt(text);
            return number < from || number > to ? null : number;
        });
    }

    boolean flag(String key, boolean otherwise) {
        return parsed(key, otherwise, "'true' or 'false'", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    String choice(String key, String otherwise, List<String> choices) {
        String expected = choices.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" or "));
        return parsed(key, otherwise, expected, text -> choices.contains(text) ? text : null);
    }

    Duration time(String key, Duration otherwise) {
        return parsed(key, otherwise, A_TIME + ", longer than nothing", text -> {
            Duration time = time(text);
            return time == null || time.isZero() ? null : time;
        });
    }

    /** Zero for none. */
    Duration timeOrNone(String key, Duration otherwise) {
        return parsed(
                key, otherwise, A_TIME + ", or '0' for none", text -> text.equals("0") ? Duration.ZERO : time(text));
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    long size(String key, long otherwise) {
        return parsed(key, otherwise, A_SIZE, Values::size);
    }

    /** {@link Long#MAX_VALUE} for none. */
    long sizeOrNone(String key, long otherwise) {
        return parsed(
                key,
                otherwise,
                A_SIZE + ", or '0' for none",
                text -> text.equals("0") ? Long.valueOf(Long.MAX_VALUE) : size(text));
    }

    private static Long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        int shift = switch (unit) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        long amount = Long.parseLong(matcher.group(1));
        return amount == 0 || amount > (1L << 30) >> shift ? null : amount << shift;
    }

    /** A list is written as {@code key.0}, {@code key.1}, or as one text with commas. */
    List<String> list(String key, List<String> otherwise) {
        Object whole = left.remove(key);
        if (whole != null) {
            return List.of(whole.toString().split("\\s*,\\s*"));
        }
        var found = new ArrayList<String>();
        for (Object each = left.remove(key + ".0"); each != null; each = left.remove(key + "." + found.size())) {
            found.add(each.toString());
        }
        return found.isEmpty() ? otherwise : found;
    }

    Map<String, String> below(String section) {
        var found = new TreeMap<String, String>();
        String prefix = section + ".";
        left.subMap(prefix, prefix + Character.MAX_VALUE)
                .forEach((key, value) -> found.put(key.substring(prefix.length()), value.toString()));
        left.keySet().removeIf(key -> key.startsWith(prefix));
        return found;
    }

    /** The names of the sections in a section. */
    SortedSet<String> namesBelow(String section) {
        var names = new TreeSet<String>();
        String prefix = section + ".";
        for (String key : left.subMap(prefix, prefix + Character.MAX_VALUE).keySet()) {
            int dot = key.lastIndexOf('.');
            if (dot > prefix.length()) {
                names.add(key.substring(prefix.length(), dot));
            }
        }
        return names;
    }

    /** A clause without a full stop. */
    void problem(String clause) {
        problems.add(clause);
    }

    /** To be called last. */
    List<String> end() {
        left.keySet().forEach(key -> problem("'" + key + "' is no setting of the REST gateway"));
        return problems;
    }

    private <T> T parsed(String key, T otherwise, String expected, Function<String, T> parser) {
        Object value = left.remove(key);
        if (value == null) {
            return otherwise;
        }
        T parsed = null;
        try {
            parsed = parser.apply(value.toString().trim());
        } catch (NumberFormatException | InvalidPathException misfit) {
            // As wrong as a number out of range.
        }
        if (parsed == null) {
            problem("'" + key + "' must be " + expected + ", but is '" + value + "'");
            return otherwise;
        }
        return parsed;
    }
}

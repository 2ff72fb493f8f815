// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Turns flat keys into a tree of maps, lists and scalars.
 *
 * <p>Dots separate levels, {@code \.} is a dot within a key, {@code \\} a backslash. A map whose keys are 0, 1, 2 and so
 * on without a gap is a list. The texts {@code {}} and {@code []} are an empty map and an empty list, since flat keys have
 * no other way to say so.
 */
final class ConfigTree {
    /** A level that is still being filled; sorted, so that equal configurations have equal trees. */
    private static final class Level extends TreeMap<String, Object> {}

    private final Level root = new Level();
    private final List<String> conflicts = new ArrayList<>();

    /** Adds every key that starts with a prefix and a dot. */
    ConfigTree(Map<String, Object> flat, String prefix) {
        new TreeMap<>(flat).forEach((key, value) -> {
            if (key.startsWith(prefix + ".")) {
                put(key, segments(key.substring(prefix.length() + 1)), scalar(value));
            }
        });
    }

    /** The tree; a list or a map. Cannot be modified. */
    Object tree() {
        return frozen(root);
    }

    /** Keys that are a value by themselves and the beginning of others at the same time. */
    List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    private void put(String key, List<String> segments, Object value) {
        Level level = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            Object next = level.computeIfAbsent(segment, absent -> new Level());
            if (!(next instanceof Level)) {
                conflicts.add(key);
                return;
            }
            level = (Level) next;
        }
        if (level.putIfAbsent(segments.get(segments.size() - 1), value) != null) {
            conflicts.add(key);
        }
    }

    private static List<String> segments(String key) {
        var segments = new ArrayList<String>();
        var segment = new StringBuilder();
        for (int at = 0; at < key.length(); at++) {
            char character = key.charAt(at);
            if (character == '\\' && at + 1 < key.length()) {
                segment.append(key.charAt(++at));
            } else if (character == '.') {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(character);
            }
        }
        segments.add(segment.toString());
        return segments;
    }

    private static Object scalar(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(ConfigTree::scalar).toList();
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(index -> scalar(Array.get(value, index)))
                    .toList();
        }
        if (value.equals("{}")) {
            return Map.of();
        }
        if (value.equals("[]")) {
            return List.of();
        }
        return value instanceof Character ? value.toString() : value;
    }

    private static Object frozen(Object node) {
        if (!(node instanceof Level level)) {
            return node;
        }
        boolean isList = !level.isEmpty()
                && IntStream.range(0, level.size()).allMatch(index -> level.containsKey(String.valueOf(index)));
        if (isList) {
            return IntStream.range(0, level.size())
                    .mapToObj(index -> frozen(level.get(String.valueOf(index))))
                    .toList();
        }
        var copy = new LinkedHashMap<String, Object>();
        level.forEach((key, value) -> copy.put(key, frozen(value)));
        return Collections.unmodifiableMap(copy);
    }
}

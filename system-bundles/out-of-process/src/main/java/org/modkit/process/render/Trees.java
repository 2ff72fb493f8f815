// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Turns the flat keys of Configuration Admin into trees, as the runtime does: dots separate levels, a backslash takes the
 * meaning from what follows it, and a map whose keys are 0, 1, 2 and so on is a list. Pure.
 */
final class Trees {
    private static final class Level extends TreeMap<String, Object> {
        private static final long serialVersionUID = 1L;
    }

    private Trees() {}

    /** Where a key is a value and the beginning of others at the same time, the value holds. */
    static Map<String, Object> of(Map<String, Object> flat) {
        var root = new Level();
        new TreeMap<>(flat).forEach((key, value) -> put(root, segments(key), plain(value)));
        return map(root);
    }

    /** What stands under a key, if it is a section; else nothing. */
    static Map<String, Object> section(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? copy(map) : Map.of();
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(key.toString(), value));
        return copy;
    }

    private static void put(Level root, List<String> segments, Object value) {
        Level level = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            if (!(level.computeIfAbsent(segment, absent -> new Level()) instanceof Level next)) {
                return;
            }
            level = next;
        }
        level.putIfAbsent(segments.get(segments.size() - 1), value);
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

    private static Object plain(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(Trees::plain).toList();
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(index -> plain(Array.get(value, index)))
                    .toList();
        }
        if (value.equals("{}")) {
            return Map.of();
        }
        return value.equals("[]") ? List.of() : value;
    }

    private static Object frozen(Object node) {
        if (!(node instanceof Level level)) {
            return node;
        }
        boolean isList = !level.isEmpty()
                && IntStream.range(0, level.size()).allMatch(index -> level.containsKey(String.valueOf(index)));
        return isList
                ? IntStream.range(0, level.size())
                        .mapToObj(index -> frozen(level.get(String.valueOf(index))))
                        .toList()
                : map(level);
    }

    private static Map<String, Object> map(Level level) {
        var map = new LinkedHashMap<String, Object>();
        level.forEach((key, value) -> map.put(key, frozen(value)));
        return map;
    }
}

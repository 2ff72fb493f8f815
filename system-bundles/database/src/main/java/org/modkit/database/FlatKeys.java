// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the flat keys of Configuration Admin into nested maps. Dots separate levels, a backslash takes the meaning from
 * what follows it.
 */
final class FlatKeys {
    /** How an empty section is written, flat keys having no other way to say so. */
    private static final String EMPTY_SECTION = "{}";

    private FlatKeys() {}

    /** Where a key is a value and the beginning of others at the same time, the others win. */
    static Map<String, Object> nested(Map<String, Object> flat) {
        var root = new LinkedHashMap<String, Object>();
        new TreeMap<>(flat).forEach((key, value) -> put(root, key, value));
        return root;
    }

    private static void put(Map<String, Object> root, String key, Object value) {
        Map<String, Object> level = root;
        var segment = new StringBuilder();
        for (int at = 0; at < key.length(); at++) {
            char character = key.charAt(at);
            if (character == '\\' && at + 1 < key.length()) {
                segment.append(key.charAt(++at));
            } else if (character == '.') {
                level = below(level, segment.toString());
                segment.setLength(0);
            } else {
                segment.append(character);
            }
        }
        level.putIfAbsent(segment.toString(), EMPTY_SECTION.equals(value) ? Map.of() : value);
    }

    @SuppressWarnings("unchecked") // Maps in there are put there by this method alone, apart from empty ones.
    private static Map<String, Object> below(Map<String, Object> level, String segment) {
        Object next = level.get(segment);
        if (!(next instanceof LinkedHashMap)) {
            next = new LinkedHashMap<String, Object>();
            level.put(segment, next);
        }
        return (Map<String, Object>) next;
    }
}

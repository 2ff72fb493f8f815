// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.tree;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a section as one level of keys: {@code greeting.text}, {@code names.0}, {@code names.1}.
 *
 * <p>A dot inside a key is written {@code \.}, a backslash {@code \\}. What has no entries is marked by the value {@code {}} or {@code []}, so
 * that it does not look as if it had not been written. A key without a value says nothing and is left out.
 */
public final class Flat {
    /** The mark of a section without entries. */
    public static final String EMPTY_SECTION = "{}";

    private static final String EMPTY_LIST = "[]";

    private final SortedMap<String, Object> values = new TreeMap<>();

    private Flat() {}

    /**
     * Flattens a section.
     *
     * @param section the section
     * @return its single values by their keys
     */
    public static SortedMap<String, Object> of(Node.Section section) {
        var flat = new Flat();
        section.entries().forEach((key, node) -> flat.put(escaped(key), node));
        return Collections.unmodifiableSortedMap(flat.values);
    }

    private void put(String path, Node node) {
        if (node instanceof Node.Section section) {
            if (section.entries().isEmpty()) {
                values.put(path, EMPTY_SECTION);
            }
            section.entries().forEach((key, inner) -> put(path + "." + escaped(key), inner));
        } else if (node instanceof Node.Items items) {
            put(path, items.items());
        } else if (node.plain() != null) {
            values.put(path, node.plain());
        }
    }

    private void put(String path, List<Node> items) {
        if (items.isEmpty()) {
            values.put(path, EMPTY_LIST);
        }
        for (int i = 0; i < items.size(); i++) {
            put(path + "." + i, items.get(i));
        }
    }

    private static String escaped(String key) {
        return key.replace("\\", "\\\\").replace(".", "\\.");
    }
}

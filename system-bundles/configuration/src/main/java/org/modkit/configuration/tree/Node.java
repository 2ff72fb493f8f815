// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of the configuration: a single one, a list, or a section of named ones. */
public sealed interface Node {
    /**
     * Returns where it was written.
     *
     * @return its place
     */
    Origin origin();

    /**
     * Returns it as plain Java.
     *
     * @return a string, number, boolean, list, map in the order of writing, or {@code null}
     */
    Object plain();

    /**
     * Lays another value over this one: sections are merged, anything else is replaced.
     *
     * @param over what wins
     * @return the merged value
     */
    default Node overlaid(Node over) {
        return over;
    }

    /**
     * A single value.
     *
     * @param value a String, Long, Double or Boolean; {@code null} for a key without a value
     * @param origin where it was written
     */
    record Scalar(Object value, Origin origin) implements Node {
        @Override
        public Object plain() {
            return value;
        }
    }

    /**
     * A list.
     *
     * @param items what is in it
     * @param origin where it begins
     */
    record Items(List<Node> items, Origin origin) implements Node {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Object plain() {
            var plain = new ArrayList<Object>();
            items.forEach(item -> plain.add(item.plain()));
            return plain;
        }
    }

    /**
     * A section.
     *
     * @param entries what is in it, in the order of writing
     * @param origin where it begins
     */
    record Section(Map<String, Node> entries, Origin origin) implements Node {
        /** A section in which nothing was said. */
        public static final Section EMPTY = new Section(Map.of(), Origin.NOWHERE);

        /** Copies the map and keeps its order. */
        public Section {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public Map<String, Object> plain() {
            var plain = new LinkedHashMap<String, Object>();
            entries.forEach((key, node) -> plain.put(key, node.plain()));
            return plain;
        }

        @Override
        public Node overlaid(Node over) {
            if (over instanceof Section section) {
                return overlaid(section);
            }
            // A key without a value says nothing: 'logging:' with everything below commented out.
            return over instanceof Scalar scalar && scalar.value() == null ? this : over;
        }

        /**
         * Merges two sections.
         *
         * @param over what wins
         * @return the merged section
         */
        public Section overlaid(Section over) {
            var merged = new LinkedHashMap<>(entries);
            over.entries.forEach((key, node) -> merged.merge(key, node, Node::overlaid));
            return new Section(merged, over.origin);
        }

        /**
         * Returns a section in it.
         *
         * @param key its key
         * @return the section; empty if nothing was said, or something else than a section
         */
        public Section section(String key) {
            return entries.get(key) instanceof Section section ? section : EMPTY;
        }

        /**
         * Returns a single value in it.
         *
         * @param key its key
         * @return the value; empty if nothing was said
         */
        public Optional<Object> value(String key) {
            return entries.get(key) instanceof Scalar scalar ? Optional.ofNullable(scalar.value()) : Optional.empty();
        }

        /**
         * Returns it with one more entry, which is laid over one of the same key.
         *
         * @param key the key
         * @param node the entry
         * @return a new section
         */
        public Section with(String key, Node node) {
            return overlaid(new Section(Map.of(key, node), origin));
        }

        /**
         * Returns it with one entry less.
         *
         * @param key the key
         * @return a new section
         */
        public Section without(String key) {
            var fewer = new LinkedHashMap<>(entries);
            fewer.remove(key);
            return new Section(fewer, origin);
        }
    }
}

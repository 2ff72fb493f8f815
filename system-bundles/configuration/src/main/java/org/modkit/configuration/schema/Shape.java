// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.modkit.configuration.tree.Node;
import org.modkit.configuration.tree.Secrets;

/** What may stand under a key. Each kind checks for itself and goes on after a problem, so that all are found. */
sealed interface Shape permits Leaf, Shape.Keys, Shape.Named, Shape.Listed, Shape.Free {
    /** Adds what is wrong with a value to the problems. {@code path} is the value's key with all that leads to it. */
    void check(String path, Node node, List<Problem> problems);

    /** A section of which all keys are known. */
    record Keys(Map<String, Shape> known) implements Shape {
        static final Keys NONE = new Keys(Map.of());

        /** Returns it with one more key. */
        Keys with(String key, Shape shape) {
            var more = new LinkedHashMap<>(known);
            more.put(key, shape);
            return new Keys(Collections.unmodifiableMap(more));
        }

        @Override
        public void check(String path, Node node, List<Problem> problems) {
            sectionOf(path, node, problems).forEach((key, inner) -> {
                Shape shape = known.get(key);
                if (shape == null) {
                    problems.add(unknown(path, key, inner, known.keySet()));
                } else {
                    shape.check(joined(path, key), inner, problems);
                }
            });
        }
    }

    /** A section whose keys are names the user chose, some of which may mean something of their own. */
    record Named(Map<String, Shape> special, Function<String, Optional<String>> fault, Shape each) implements Shape {
        @Override
        public void check(String path, Node node, List<Problem> problems) {
            sectionOf(path, node, problems).forEach((name, inner) -> {
                fault.apply(name)
                        .ifPresent(finding -> problems.add(Problem.at(
                                inner.origin(),
                                joined(path, name),
                                "has an illegal name: it " + finding,
                                "Rename it.")));
                special.getOrDefault(name, each).check(joined(path, name), inner, problems);
            });
        }
    }

    /** A list of single values. */
    record Listed(Leaf each) implements Shape {
        @Override
        public void check(String path, Node node, List<Problem> problems) {
            if (node instanceof Node.Items items) {
                for (int i = 0; i < items.items().size(); i++) {
                    each.check(path + "." + i, items.items().get(i), problems);
                }
            } else if (node.plain() != null) {
                problems.add(Problem.at(
                        node.origin(),
                        path,
                        "must be a list, but is " + shown(path, node),
                        "Write for example '[\"" + each.example() + "\"]'."));
            }
        }
    }

    /** A section in which anything may be written, as long as Configuration Admin can hold it. */
    record Free() implements Shape {
        @Override
        public void check(String path, Node node, List<Problem> problems) {
            sectionOf(path, node, problems);
            descend(path, node, problems);
        }

        private static void descend(String path, Node node, List<Problem> problems) {
            if (node instanceof Node.Items items) {
                for (int i = 0; i < items.items().size(); i++) {
                    descend(path + "." + i, items.items().get(i), problems);
                }
            } else if (node instanceof Node.Section section) {
                keysApart(path, section, problems);
                section.entries().forEach((key, inner) -> descend(joined(path, key), inner, problems));
            }
        }

        /** Configuration Admin does not tell upper case from lower case. */
        private static void keysApart(String path, Node.Section section, List<Problem> problems) {
            Map<String, String> seen = new HashMap<>();
            section.entries().forEach((key, inner) -> {
                String twin = seen.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
                if (key.isEmpty()) {
                    problems.add(Problem.at(inner.origin(), path, "has an entry whose key is empty", "Give it a key."));
                } else if (twin != null) {
                    problems.add(Problem.at(
                            inner.origin(),
                            joined(path, key),
                            "differs from '" + twin + "' in upper and lower case only",
                            "Rename or remove one of the two."));
                }
            });
        }
    }

    /** Returns the entries of what should be a section; says so and returns none if it is none. */
    private static Map<String, Node> sectionOf(String path, Node node, List<Problem> problems) {
        if (node instanceof Node.Section section) {
            return section.entries();
        }
        // A key with nothing under it, as when all below it is commented out.
        if (node.plain() != null) {
            problems.add(Problem.at(
                    node.origin(),
                    path,
                    "must be a section of keys, but is " + shown(path, node),
                    "Write 'key: value' lines below it, indented."));
        }
        return Map.of();
    }

    private static Problem unknown(String path, String key, Node node, Collection<String> known) {
        String within = path.isEmpty() ? "at the top" : "in '" + path + "'";
        String remedy = Nearest.to(key, known)
                .map(near -> "Write '" + near + "' if that is meant, or remove it.")
                .orElse("Remove it, or use one of the known keys: " + String.join(", ", known) + ".");
        return Problem.at(node.origin(), joined(path, key), "is not a known key " + within, remedy);
    }

    /** Returns the value as a sentence may show it. */
    static String shown(String path, Node node) {
        if (node instanceof Node.Section) {
            return "a section";
        }
        if (node instanceof Node.Items) {
            return "a list";
        }
        String key = path.substring(path.lastIndexOf('.') + 1);
        Object value = Secrets.masked(key, node).plain();
        return value == null ? "empty" : "'" + value + "'";
    }

    private static String joined(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}

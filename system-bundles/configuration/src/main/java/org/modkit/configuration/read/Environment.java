// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.modkit.configuration.schema.Problem;
import org.modkit.configuration.tree.Node;
import org.modkit.configuration.tree.Origin;

/**
 * Lays environment variables over a configuration: {@code MODKIT__modules__mail_sender__config__host=example}.
 *
 * <p>Two underscores separate levels. A level in capitals is read in small letters, since many tools can set no other
 * variables. In the name of a module {@code _} stands for {@code -}. A number picks an item of a list.
 */
public final class Environment {
    /** What the names of all of them begin with. */
    public static final String PREFIX = "MODKIT__";

    private static final String MODULES = "modules";

    private Environment() {}

    /**
     * Lays variables over a configuration.
     *
     * @param said the configuration
     * @param variables the environment; what does not begin with {@link #PREFIX} is not looked at
     * @param problems gets what is wrong with their names
     * @return the configuration with the variables
     */
    public static Node.Section over(Node.Section said, Map<String, String> variables, List<Problem> problems) {
        Node.Section result = said;
        // Sorted, so that 'MODKIT__a={}' and 'MODKIT__a__b=1' meet in the same order everywhere.
        for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
            if (variable.getKey().startsWith(PREFIX)) {
                result = with(result, variable, problems);
            }
        }
        return result;
    }

    private static Node.Section with(Node.Section said, Map.Entry<String, String> variable, List<Problem> problems) {
        List<String> path = path(variable.getKey());
        Origin origin = Origin.variable(variable.getKey());
        if (path.stream().anyMatch(String::isBlank)) {
            problems.add(Problem.at(
                    origin,
                    String.join(".", path),
                    "has a level without a name",
                    "Separate levels with two underscores, as in MODKIT__lifecycle__order."));
            return said;
        }
        Node value = YamlReader.value(variable.getValue(), origin);
        return (Node.Section) placed(said, path, value);
    }

    private static List<String> path(String name) {
        List<String> path = new ArrayList<>();
        for (String level : name.substring(PREFIX.length()).split("__", -1)) {
            path.add(level.equals(level.toUpperCase(Locale.ROOT)) ? level.toLowerCase(Locale.ROOT) : level);
        }
        if (path.size() > 1 && path.get(0).equals(MODULES)) {
            path.set(1, path.get(1).replace('_', '-'));
        }
        return path;
    }

    private static Node placed(Node at, List<String> path, Node value) {
        if (path.isEmpty()) {
            return at.overlaid(value);
        }
        String key = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (at instanceof Node.Items items && key.matches("\\d{1,6}")) {
            return placed(items, Integer.parseInt(key), rest, value);
        }
        Node.Section section = at instanceof Node.Section known ? known : Node.Section.EMPTY;
        Node inner = section.entries().getOrDefault(key, Node.Section.EMPTY);
        return section.with(key, placed(inner, rest, value));
    }

    /** An index past the end appends; there are no holes. */
    private static Node placed(Node.Items items, int index, List<String> rest, Node value) {
        var changed = new ArrayList<>(items.items());
        if (index < changed.size()) {
            changed.set(index, placed(changed.get(index), rest, value));
        } else {
            changed.add(placed(Node.Section.EMPTY, rest, value));
        }
        return new Node.Items(changed, items.origin());
    }
}

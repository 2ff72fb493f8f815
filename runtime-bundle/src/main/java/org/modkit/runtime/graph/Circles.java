// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds modules that need each other in a circle.
 *
 * <p>The planner needs no such search; people do, so this runs when somebody looks.
 */
public final class Circles {
    /** There may be exponentially many; more than these help nobody. */
    private static final int ENOUGH = 50;
    /** Nor does a search that goes on for ever. */
    private static final int PATIENCE = 100_000;

    private final SortedMap<String, List<String>> needs;
    private final List<List<String>> found = new ArrayList<>();
    private final Set<String> path = new LinkedHashSet<>();
    private int steps;

    private Circles(Map<String, List<String>> needs) {
        this.needs = new TreeMap<>(needs);
        dropThoseInNoCircle();
    }

    /**
     * Finds circles.
     *
     * @param needs what each module needs; names that are no key are ignored
     * @return every circle once, up to some dozens, as a closed path in the direction of needs that begins and ends with
     *     the first of its names; ordered
     */
    public static List<List<String>> in(Map<String, List<String>> needs) {
        var search = new Circles(needs);
        for (String start : search.needs.keySet()) {
            search.walk(start, start);
        }
        return List.copyOf(search.found);
    }

    /** Takes away, again and again, those that need nobody left or are needed by nobody left; mostly that is all. */
    private void dropThoseInNoCircle() {
        int before;
        do {
            before = needs.size();
            needs.values().removeIf(needed -> needed.stream().noneMatch(needs::containsKey));
            var needed = new HashSet<String>();
            needs.values().forEach(needed::addAll);
            needs.keySet().retainAll(needed);
        } while (needs.size() < before);
        var distinct = new HashMap<String, List<String>>();
        needs.forEach((name, all) -> distinct.put(
                name,
                all.stream().filter(needs::containsKey).distinct().sorted().toList()));
        needs.putAll(distinct);
    }

    /** Walks on over names that come after the start, so that every circle is found from its first name. */
    private void walk(String name, String start) {
        path.add(name);
        for (String next : needs.get(name)) {
            if (found.size() >= ENOUGH || ++steps > PATIENCE) {
                break;
            }
            if (next.equals(start)) {
                var circle = new ArrayList<>(path);
                circle.add(start);
                found.add(List.copyOf(circle));
            } else if (next.compareTo(start) > 0 && !path.contains(next)) {
                walk(next, start);
            }
        }
        path.remove(name);
    }
}

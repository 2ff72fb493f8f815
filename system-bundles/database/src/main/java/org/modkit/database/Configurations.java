// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Configuration Admin says about databases.
 *
 * @param database the section {@code database} as nested maps
 * @param modules the sections of modules by name, as nested maps
 */
record Configurations(Map<String, Object> database, Map<String, Map<String, Object>> modules) {
    /** What they are read from. */
    static final Set<String> PIDS = Set.of("org.modkit.database", "org.modkit.module");

    static Configurations of(SortedMap<String, Map<String, Object>> byPid) {
        var modules = new TreeMap<String, Map<String, Object>>();
        byPid.forEach((pid, flat) -> {
            if (pid.indexOf('~') > 0) {
                modules.put(pid.substring(pid.indexOf('~') + 1), FlatKeys.nested(flat));
            }
        });
        return new Configurations(FlatKeys.nested(byPid.getOrDefault("org.modkit.database", Map.of())), modules);
    }

    Map<String, Object> module(String name) {
        return modules.getOrDefault(name, Map.of());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Configuration Admin says at one moment, as trees of maps, lists and single values.
 *
 * @param lifecycle the section {@code lifecycle}
 * @param database the section {@code database}
 * @param logging the section {@code logging}
 * @param modules the sections of modules by name
 */
public record Configurations(
        Map<String, Object> lifecycle,
        Map<String, Object> database,
        Map<String, Object> logging,
        Map<String, Map<String, Object>> modules) {
    /** What they are read from. */
    public static final Set<String> PIDS =
            Set.of("org.modkit.runtime", "org.modkit.database", "org.modkit.logging", "org.modkit.module");

    /**
     * Reads what Configuration Admin holds.
     *
     * @param byPid the flat keys of {@link #PIDS}
     * @return all of it as trees
     */
    public static Configurations of(SortedMap<String, Map<String, Object>> byPid) {
        var modules = new TreeMap<String, Map<String, Object>>();
        byPid.forEach((pid, flat) -> {
            if (pid.indexOf('~') > 0) {
                modules.put(pid.substring(pid.indexOf('~') + 1), Trees.of(flat));
            }
        });
        return new Configurations(
                Trees.section(Trees.of(byPid.getOrDefault("org.modkit.runtime", Map.of())), "lifecycle"),
                Trees.of(byPid.getOrDefault("org.modkit.database", Map.of())),
                Trees.of(byPid.getOrDefault("org.modkit.logging", Map.of())),
                modules);
    }

    /**
     * Returns what is said of a module.
     *
     * @param name its name
     * @return empty if nothing is
     */
    public Map<String, Object> module(String name) {
        return modules.getOrDefault(name, Map.of());
    }

    /**
     * Returns what holds for a module in a section that {@code lifecycle} has as well.
     *
     * @param name its name
     * @param section such as {@code supervision}
     * @return the module's keys laid over those of all modules
     */
    public Map<String, Object> standing(String name, String section) {
        var standing = new LinkedHashMap<>(Trees.section(lifecycle, section));
        standing.putAll(Trees.section(module(name), section));
        return standing;
    }

    /**
     * Tells where a module runs.
     *
     * @param name its name
     * @return here unless something else is said that makes sense
     */
    public ModuleRuntime.Type type(String name) {
        return ModuleRuntime.type(module(name));
    }
}

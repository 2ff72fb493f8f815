// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.util.LinkedHashMap;
import java.util.Map;

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
    /** Nothing is said. */
    public static final Configurations NONE = new Configurations(Map.of(), Map.of(), Map.of(), Map.of());

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

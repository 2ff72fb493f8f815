// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.util.Map;

/**
 * What Configuration Admin says about databases.
 *
 * @param database the section {@code database} as nested maps
 * @param modules the sections of modules by name, as nested maps
 */
record Configurations(Map<String, Object> database, Map<String, Map<String, Object>> modules) {
    static final Configurations NONE = new Configurations(Map.of(), Map.of());

    Map<String, Object> module(String name) {
        return modules.getOrDefault(name, Map.of());
    }
}

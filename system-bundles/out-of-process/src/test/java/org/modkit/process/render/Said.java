// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.util.Map;
import java.util.TreeMap;

/** A configuration as tests write it: flat keys, those of a module below {@code modules.<name>}. */
public final class Said {
    private Said() {}

    /** Reads flat keys. */
    @SuppressWarnings("unchecked") // Sections of modules are sections in every test.
    public static Configurations of(Map<String, Object> flat) {
        Map<String, Object> tree = Trees.of(flat);
        var modules = new TreeMap<String, Map<String, Object>>();
        Trees.section(tree, "modules").forEach((name, section) -> modules.put(name, (Map<String, Object>) section));
        return new Configurations(
                Trees.section(tree, "lifecycle"),
                Trees.section(tree, "database"),
                Trees.section(tree, "logging"),
                modules);
    }
}

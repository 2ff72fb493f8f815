// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modkit.configuration.Settings;
import org.modkit.configuration.tree.Flat;
import org.modkit.configuration.tree.Node;

/** Cuts a configuration into those that Configuration Admin holds. Pure. */
final class Pids {
    /** The runtime's own. */
    static final String RUNTIME = "org.modkit.runtime";

    /** That of the bundle which carries out the database phase. */
    static final String DATABASE = "org.modkit.database";

    /** For whoever starts children, which are to log as this process does; what logs here has its own. */
    static final String LOGGING = "org.modkit.logging";

    /** The factory of which every module has one, named like the module. */
    static final String MODULE = "org.modkit.module";

    private Pids() {}

    /**
     * Returns what is to be in Configuration Admin: of the runtime only what was said, since it knows its defaults. The
     * database phase and the REST gateway have some in the container's YAML file; those of Karaf are in its features.
     */
    static SortedMap<String, SortedMap<String, Object>> of(Settings settings) {
        var pids = new TreeMap<String, SortedMap<String, Object>>();
        Node.Section lifecycle = settings.said().section("lifecycle");
        if (!Flat.of(lifecycle).isEmpty()) {
            pids.put(RUNTIME, Flat.of(new Node.Section(Map.of("lifecycle", lifecycle), lifecycle.origin())));
        }
        pids.put(DATABASE, Flat.of(settings.database()));
        pids.put(LOGGING, Flat.of(settings.effective().section("logging")));
        Node.Section modules = settings.effective().section("modules");
        modules.entries().keySet().forEach(name -> pids.put(MODULE + "~" + name, ofModule(modules.section(name))));
        return pids;
    }

    private static SortedMap<String, Object> ofModule(Node.Section module) {
        var flat = new TreeMap<>(Flat.of(module));
        // 'config:' with everything below it commented out is a section that is there and empty.
        if (module.entries().containsKey("config")
                && module.section("config").entries().isEmpty()) {
            flat.put("config", Flat.EMPTY_SECTION);
        }
        return flat;
    }
}

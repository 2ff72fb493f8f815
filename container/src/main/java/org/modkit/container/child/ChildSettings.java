// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a child's {@code etc/modkit.yaml} says: what the host handed over, and over it what the child's own file says, if it
 * has one. Pure.
 *
 * <p>As in the original, a module's {@code config} is taken as a whole from the child's own file if that has one; so is each
 * section of {@code logging}; {@code database} is merged key by key. What is nobody's choice is said last.
 */
final class ChildSettings {
    private static final String CONFIG = "config";
    private static final String DATABASE = "database";
    private static final String LIFECYCLE = "lifecycle";
    private static final String LOGGING = "logging";
    private static final String MODULES = "modules";
    private static final String RUNTIME = "runtime";
    private static final String HUB = "grpc-hub";

    private final HandoverDocument host;
    private final Map<String, Object> own;

    private ChildSettings(HandoverDocument host, Map<String, Object> own) {
        this.host = host;
        this.own = own;
    }

    /**
     * Merges them.
     *
     * @param host what the host said
     * @param own what the child's own file says; empty if there is none
     * @return the sections of {@code etc/modkit.yaml}
     */
    static Map<String, Object> of(HandoverDocument host, Map<String, Object> own) throws HandoverException {
        return new ChildSettings(host, own).merged();
    }

    private Map<String, Object> merged() throws HandoverException {
        Map<String, Object> merged = new LinkedHashMap<>(own);
        // A child whose module fails is of no use; its host starts another one, and tells what this one said last.
        merged.put(LIFECYCLE, over(section(own, LIFECYCLE), Map.of("on_failure", "fail-fast")));
        putUnlessEmpty(merged, DATABASE, over(databaseOfAll(), section(own, DATABASE)));
        merged.put(MODULES, modules());
        merged.put(LOGGING, LogOfChild.of(host.section(LOGGING), section(own, LOGGING)));
        return merged;
    }

    /** The original has what is for all and what is the module's own side by side. */
    private Map<String, Object> databaseOfAll() throws HandoverException {
        Map<String, Object> database = host.section(DATABASE);
        boolean isPair = database.containsKey("global") || database.containsKey("module");
        return isPair ? section(database, "global") : database;
    }

    private Map<String, Object> modules() throws HandoverException {
        Map<String, Object> said = host.section(MODULES);
        Map<String, Object> mine = section(own, MODULES);
        Set<String> names = new LinkedHashSet<>(said.keySet());
        names.add(host.identity().module());
        names.addAll(mine.keySet());
        Map<String, Object> modules = new LinkedHashMap<>();
        for (String name : names) {
            modules.put(name, module(saidOf(name, said), section(mine, name)));
        }
        modules.put(HUB, hub(section(said, HUB), section(mine, HUB)));
        return modules;
    }

    /** What a document says of the one module at its top is enough. */
    private Map<String, Object> saidOf(String name, Map<String, Object> said) throws HandoverException {
        Map<String, Object> module = new LinkedHashMap<>();
        if (name.equals(host.identity().module())) {
            putUnlessEmpty(module, CONFIG, host.section(CONFIG));
            putUnlessEmpty(module, DATABASE, section(host.section(DATABASE), "module"));
        }
        module.putAll(section(said, name));
        return module;
    }

    private static Map<String, Object> module(Map<String, Object> said, Map<String, Object> mine) {
        Map<String, Object> module = over(said, mine);
        if (mine.get(CONFIG) != null) {
            module.put(CONFIG, mine.get(CONFIG));
        }
        // A child that started children for the modules it was started for would never end starting.
        if (!"remote".equals(section(module, RUNTIME).get("type"))) {
            module.remove(RUNTIME);
        }
        return module;
    }

    /** The child's hub is reached by whom the directory tells of it, so it needs no address that anybody knows. */
    private static Map<String, Object> hub(Map<String, Object> said, Map<String, Object> mine) {
        Map<String, Object> config = new LinkedHashMap<>(section(said, CONFIG));
        config.keySet().removeAll(Set.of("advertise", "unix_socket", "tls"));
        config.putAll(Map.of("bind", "127.0.0.1", "port", 0L));
        Map<String, Object> hub = over(said, Map.of(CONFIG, config));
        hub.put(CONFIG, over(config, section(mine, CONFIG)));
        return over(hub, without(mine, CONFIG));
    }

    private static Map<String, Object> without(Map<String, Object> section, String key) {
        Map<String, Object> fewer = new LinkedHashMap<>(section);
        fewer.remove(key);
        return fewer;
    }

    private static void putUnlessEmpty(Map<String, Object> section, String key, Map<String, Object> value) {
        if (!value.isEmpty()) {
            section.put(key, value);
        }
    }

    /** Sections are merged; anything else is replaced, unless by a key without a value. */
    private static Map<String, Object> over(Map<String, Object> base, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(base);
        over.forEach((key, value) -> {
            if (value instanceof Map<?, ?> && base.get(key) instanceof Map<?, ?>) {
                merged.put(key, over(section(base, key), section(over, key)));
            } else if (value != null) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /** Returns a section of a section; empty if it is none. */
    static Map<String, Object> section(Map<String, Object> of, String key) {
        Map<String, Object> section = new LinkedHashMap<>();
        if (of.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> section.put(name.toString(), inner));
        }
        return section;
    }
}

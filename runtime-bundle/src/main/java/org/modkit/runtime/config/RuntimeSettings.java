// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modkit.runtime.plan.ModuleSettings;
import org.modkit.runtime.plan.Policy;

/**
 * Everything the configuration says, at one moment. Compare two with {@code equals}, as a whole or module by module.
 *
 * @param policy how the runtime behaves; its ceiling is never configured
 * @param defaults what holds for a module that is not mentioned
 * @param modules what is said of each module that is mentioned, defaults filled in, by name
 * @param configs the modules' own sections, by name
 * @param databases what is said of the modules' databases, by name; for others to understand
 * @param runtimes what is said of where modules run, by name; for others to understand
 * @param problems what is wrong, a sentence each; the default is in force there
 */
public record RuntimeSettings(
        Policy policy,
        ModuleSettings defaults,
        Map<String, ModuleSettings> modules,
        Map<String, ModuleConfig> configs,
        Map<String, Map<String, Object>> databases,
        Map<String, Map<String, Object>> runtimes,
        List<String> problems) {
    /** Copies and sorts. */
    public RuntimeSettings {
        modules = Collections.unmodifiableMap(new TreeMap<>(modules));
        configs = Collections.unmodifiableMap(new TreeMap<>(configs));
        databases = Map.copyOf(databases);
        runtimes = Map.copyOf(runtimes);
        problems = List.copyOf(problems);
    }

    /**
     * Returns the settings of a runtime to which nothing is said.
     *
     * @return defaults all over
     */
    public static RuntimeSettings standard() {
        return new RuntimeSettings(
                Policy.standard(), ModuleSettings.DEFAULT, Map.of(), Map.of(), Map.of(), Map.of(), List.of());
    }

    /** The same with one more problem, once. */
    RuntimeSettings with(String problem) {
        if (problems.contains(problem)) {
            return this;
        }
        var more = new ArrayList<>(problems);
        more.add(problem);
        return new RuntimeSettings(policy, defaults, modules, configs, databases, runtimes, more);
    }

    /**
     * Returns what holds for a module, mentioned or not.
     *
     * @param module its name
     * @return its settings or the defaults
     */
    public ModuleSettings module(String module) {
        return modules.getOrDefault(module, defaults);
    }

    /**
     * Returns what is said of a module's database.
     *
     * @param module its name
     * @return the keys below {@code database}, as they were written; empty if there are none
     */
    public Map<String, Object> database(String module) {
        return databases.getOrDefault(module, Map.of());
    }

    /**
     * Returns what is said of where a module runs.
     *
     * @param module its name
     * @return the keys below {@code runtime}, as they were written; empty if there are none
     */
    public Map<String, Object> runtime(String module) {
        return runtimes.getOrDefault(module, Map.of());
    }

    /**
     * Returns a module's own section, mentioned or not.
     *
     * @param module its name
     * @return its section or {@link ModuleConfig#NONE}
     */
    public ModuleConfig config(String module) {
        return configs.getOrDefault(module, ModuleConfig.NONE);
    }
}

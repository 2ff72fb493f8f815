// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import java.util.List;
import java.util.Optional;

/**
 * The whole runtime at one moment.
 *
 * @param settled whether nothing is on its way
 * @param ready whether it is settled and every required module is RUNNING
 * @param modules all modules, by name
 * @param problems sentences on what was refused and belongs to no module: illegal names, twins, illegal settings
 */
public record RuntimeStatus(boolean settled, boolean ready, List<ModuleStatus> modules, List<String> problems) {
    /** Copies the lists. */
    public RuntimeStatus {
        modules = List.copyOf(modules);
        problems = List.copyOf(problems);
    }

    /**
     * Finds a module.
     *
     * @param name its name
     * @return its status, or empty if there is none of that name
     */
    public Optional<ModuleStatus> module(String name) {
        return modules.stream().filter(m -> m.name().equals(name)).findFirst();
    }
}

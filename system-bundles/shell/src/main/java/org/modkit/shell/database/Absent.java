// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.util.Collection;
import java.util.List;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.Phase;
import org.modkit.api.status.RuntimeStatus;

/**
 * A module that did not get through the database phase.
 *
 * @param module its name
 * @param state what it is instead
 * @param reason why, and what to do; one or more sentences
 */
record Absent(String module, ModuleState state, String reason) {
    // Capability.DATABASE.label(), as the status tells it.
    private static final String LABEL = "db";

    /**
     * Finds them: modules with migrations; where nobody climbs further anyway, also all others that failed.
     */
    static List<Absent> fromMigrating(RuntimeStatus status, boolean endsAfterMigrating) {
        return status.modules().stream()
                .filter(module -> isBelowDatabase(module) && module.state() != ModuleState.RUNNING
                        || endsAfterMigrating && module.state() == ModuleState.FAILED)
                .map(module -> new Absent(module.name(), module.state(), module.reason()))
                .toList();
    }

    /** Whether a module has migrations and has not passed the phase. */
    static boolean isBelowDatabase(ModuleStatus module) {
        return module.capabilities().contains(LABEL)
                && module.phase()
                        .map(phase -> phase.compareTo(Phase.DATABASE) < 0)
                        .orElse(true);
    }

    /** Leaves out modules of which something better is known. */
    static List<Absent> except(List<Absent> absent, Collection<String> known) {
        return absent.stream()
                .filter(module -> !known.contains(module.module()))
                .toList();
    }
}

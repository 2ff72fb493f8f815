// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a module's wish for a database: settings, or problems, or neither if it has no database.
 *
 * @param settings how to reach its database; empty if it has none, or if there are problems
 * @param problems all that is wrong
 */
public record Resolution(Optional<DatabaseSettings> settings, List<DatabaseProblem> problems) {
    static final Resolution NONE = new Resolution(Optional.empty(), List.of());

    /** Copies the list, and rejects settings that have problems. */
    public Resolution {
        problems = List.copyOf(problems);
        if (settings.isPresent() && !problems.isEmpty()) {
            throw new IllegalArgumentException("Settings with problems must not be used.");
        }
    }

    /**
     * Returns the problems as people read them.
     *
     * @return their sentences, one after the other; empty if there are none
     */
    public String sentences() {
        return problems.stream().map(DatabaseProblem::sentence).collect(Collectors.joining(" "));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems; the same one twice counts once. */
final class Findings {
    private final Set<DatabaseProblem> problems = new LinkedHashSet<>();

    void add(String key, String finding, String remedy) {
        problems.add(new DatabaseProblem(key, finding, remedy));
    }

    void addAll(List<DatabaseProblem> others) {
        problems.addAll(others);
    }

    List<DatabaseProblem> all() {
        return List.copyOf(problems);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.config;

import java.util.List;

/**
 * What came of reading the configuration.
 *
 * @param settings the settings; where there is a problem, the value that is otherwise in force
 * @param problems clauses without a full stop, one for each key that is wrong
 */
public record Reading(Settings settings, List<String> problems) {
    /** Copies the list. */
    public Reading {
        problems = List.copyOf(problems);
    }
}

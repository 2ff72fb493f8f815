// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import java.util.Optional;

/** The rule for names: kebab-case, as in the original. */
public final class ModuleName {
    private ModuleName() {}

    /**
     * Looks for what is wrong with a name.
     *
     * @param name the name
     * @return the finding and its remedy as one clause, or empty if the name is legal
     */
    public static Optional<String> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of("it is empty; give it a name such as 'billing'");
        }
        if (name.indexOf('_') >= 0) {
            return Optional.of("it has an underscore; use '" + name.replace('_', '-') + "'");
        }
        if (name.charAt(0) < 'a' || name.charAt(0) > 'z') {
            return Optional.of("it does not start with a lower-case letter; start it with 'a' to 'z'");
        }
        if (name.endsWith("-")) {
            return Optional.of("it ends with a hyphen; remove the hyphen");
        }
        if (name.contains("--")) {
            return Optional.of("it has two hyphens in a row; leave one");
        }
        if (!name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
            return Optional.of("it has characters other than 'a' to 'z', '0' to '9' and '-'; leave them out");
        }
        return Optional.empty();
    }
}

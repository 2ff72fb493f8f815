// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.migration;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The same change log for each of some modules: a table, and rows for it, in turns.
 *
 * @param modules how many modules
 * @param changeSets how many change sets each has
 */
public record ChangeLogs(int modules, int changeSets) {
    /** Where it lies, in a bundle as in a folder. */
    static final String PATH = "db/changelog.yaml";

    /**
     * Returns a module's name.
     *
     * @param module its number
     * @return the name
     */
    static String name(int module) {
        return "m%04d".formatted(module);
    }

    /**
     * Returns the change log.
     *
     * @return YAML
     */
    String yaml() {
        return "databaseChangeLog:\n"
                + IntStream.range(0, changeSets).mapToObj(ChangeLogs::changeSet).collect(Collectors.joining());
    }

    private static String changeSet(int number) {
        int table = number / 2;
        return "  - changeSet:\n      id: c%03d\n      author: benchmark\n      changes:\n".formatted(number)
                + (number % 2 == 0 ? table(table) : rows(table));
    }

    private static String table(int number) {
        return """
                        - createTable:
                            tableName: item%d
                            columns:
                              - column: { name: id, type: int, constraints: { primaryKey: true, nullable: false } }
                              - column: { name: title, type: varchar(100) }
                """.formatted(number);
    }

    private static String rows(int number) {
        return """
                        - insert:
                            tableName: item%d
                            columns:
                              - column: { name: id, valueNumeric: 1 }
                              - column: { name: title, value: one }
                """.formatted(number);
    }
}

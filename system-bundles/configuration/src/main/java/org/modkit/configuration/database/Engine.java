// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.util.Locale;

/** A kind of database. Two are known well; any other is reached by its JDBC address. */
public enum Engine {
    /** H2: a file of the module, in memory, or a server. */
    H2,
    /** PostgreSQL. */
    POSTGRES,
    /** Whatever else has a JDBC driver. */
    OTHER;

    static Engine named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgres", "postgresql" -> POSTGRES;
            default -> OTHER;
        };
    }
}

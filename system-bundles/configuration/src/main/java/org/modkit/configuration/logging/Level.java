// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.util.Locale;

/** How much is logged, from most to nothing. */
enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    OFF;

    static Level of(Object word) {
        String name = word.toString().toUpperCase(Locale.ROOT);
        return name.equals("NONE") ? OFF : valueOf(name);
    }

    /** Returns the one that logs more. */
    Level or(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Returns the one that logs less. */
    Level and(Level other) {
        return compareTo(other) >= 0 ? this : other;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

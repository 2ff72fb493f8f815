// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.util.Locale;

/** How much is logged, from most to nothing. */
public enum Level {
    /** Everything. */
    TRACE,
    /** What helps to find a fault. */
    DEBUG,
    /** What an operator would tell a colleague. */
    INFO,
    /** What somebody should look at. */
    WARN,
    /** What is down and should not be. */
    ERROR,
    /** Nothing. */
    OFF;

    /**
     * Returns the level of a word.
     *
     * @param word as in the configuration
     * @return the level
     */
    public static Level of(Object word) {
        String name = word.toString().toUpperCase(Locale.ROOT);
        return name.equals("NONE") ? OFF : valueOf(name);
    }

    /**
     * Returns the one that logs more.
     *
     * @param other another level
     * @return one of the two
     */
    public Level or(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * Returns the one that logs less.
     *
     * @param other another level
     * @return one of the two
     */
    public Level and(Level other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * Returns the word of the configuration.
     *
     * @return in small letters
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

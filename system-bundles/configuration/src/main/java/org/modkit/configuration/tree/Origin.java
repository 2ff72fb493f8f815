// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.tree;

/**
 * Where a value was written.
 *
 * @param text how a sentence names the place: {@code line 3 of etc/modkit.yaml}
 */
public record Origin(String text) {
    /** The place of what nobody wrote. */
    public static final Origin NOWHERE = new Origin("the defaults");

    /**
     * Returns a place in a file.
     *
     * @param file the file as the user knows it
     * @param line the line, 1 for the first
     * @return the place
     */
    public static Origin line(String file, int line) {
        return new Origin("line " + line + " of " + file);
    }

    /**
     * Returns an environment variable as the place.
     *
     * @param name the variable's name
     * @return the place
     */
    public static Origin variable(String name) {
        return new Origin("environment variable " + name);
    }

    @Override
    public String toString() {
        return text;
    }
}

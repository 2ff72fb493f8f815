// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.schema;

import org.modkit.configuration.tree.Origin;

/**
 * Something wrong with the configuration.
 *
 * @param where the file, the line of it or the environment variable
 * @param key the key with all that leads to it; empty if the file as a whole is meant
 * @param finding what is expected and what was found, a clause without its subject and its full stop
 * @param remedy what to do, one sentence
 */
public record Problem(String where, String key, String finding, String remedy) {
    /**
     * Returns a problem with one key.
     *
     * @param origin where it was written
     * @param key the key with all that leads to it
     * @param finding what is expected and what was found
     * @param remedy what to do
     * @return the problem
     */
    public static Problem at(Origin origin, String key, String finding, String remedy) {
        return new Problem(origin.text(), key, finding, remedy);
    }

    /**
     * Returns a problem with a whole file.
     *
     * @param file the file as the user knows it
     * @param finding what is expected and what was found
     * @param remedy what to do
     * @return the problem
     */
    public static Problem of(String file, String finding, String remedy) {
        return new Problem(file, "", finding, remedy);
    }

    /**
     * Returns it as people read it.
     *
     * @return what is wrong, where, and what to do
     */
    public String sentence() {
        if (key.isEmpty()) {
            return "The configuration file '" + where + "' " + finding + ". " + remedy;
        }
        return "'" + key + "' " + finding + " (" + where + "). " + remedy;
    }
}

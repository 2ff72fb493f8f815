// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

/**
 * Something wrong with the configuration of a database.
 *
 * @param key the key with all that leads to it, as in the YAML file
 * @param finding what is expected and what was found, a clause without its subject and its full stop
 * @param remedy what to do, one sentence
 */
public record DatabaseProblem(String key, String finding, String remedy) {
    /**
     * Returns it as people read it.
     *
     * @return what is wrong and what to do; never a secret
     */
    public String sentence() {
        return "'" + key + "' " + finding + ". " + remedy;
    }
}

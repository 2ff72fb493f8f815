// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import org.modkit.configuration.tree.Secrets;

/**
 * With whose rights a connection is opened.
 *
 * @param user the user's name; empty if the driver is to choose
 * @param password the password; empty if there is none
 */
public record Login(String user, String password) {
    /** Returns it without the password. */
    @Override
    public String toString() {
        return user + (password.isEmpty() ? "" : ":" + Secrets.MASK);
    }
}

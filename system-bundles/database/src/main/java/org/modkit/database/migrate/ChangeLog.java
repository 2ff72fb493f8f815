// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

/**
 * A module's change log.
 *
 * @param module the module's name, from which the names of its history and lock tables come
 * @param path the path of the change log among its files
 * @param files the files
 */
public record ChangeLog(String module, String path, ChangeLogFiles files) {
    /** Takes a leading slash off the path, as bundles know none. */
    public ChangeLog {
        path = path.startsWith("/") ? path.substring(1) : path;
    }

    /** Returns the folder the change log lies in, without a slash at its end; the empty string is the root. */
    String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}

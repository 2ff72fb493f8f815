// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.database;

/**
 * A change set of a change log; the three parts together identify it.
 *
 * @param id its id
 * @param author its author
 * @param file the file it stands in, as a path inside the module's bundle
 */
public record ChangeSet(String id, String author, String file) {
    /** Returns it as Liquibase writes it: {@code file::id::author}. */
    @Override
    public String toString() {
        return file + "::" + id + "::" + author;
    }
}

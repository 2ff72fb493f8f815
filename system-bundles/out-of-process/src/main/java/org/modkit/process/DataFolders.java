// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.nio.file.Path;
import java.util.function.Function;

/** Knows where modules keep their data; the same as for databases. Pure. */
final class DataFolders {
    private DataFolders() {}

    /** By the framework's properties: the container names its home, Karaf its folder for data; else, that of the process. */
    static Path data(Function<String, String> properties) {
        String home = properties.apply("modkit.home");
        String karaf = properties.apply("karaf.data");
        Path data = home != null ? Path.of(home, "data") : karaf != null ? Path.of(karaf, "modkit") : Path.of("data");
        return data.toAbsolutePath().normalize();
    }
}

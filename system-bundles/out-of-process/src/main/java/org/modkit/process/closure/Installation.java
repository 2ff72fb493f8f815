// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.closure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * The distribution that this process runs from, and that children run from too.
 *
 * @param folder with {@code lib/} and {@code bundles/}
 */
public record Installation(Path folder) {
    private static final String PROPERTY = "modkit.install";

    /**
     * Finds it.
     *
     * @param properties of the framework
     * @return nothing where another launcher started the framework
     */
    public static Optional<Installation> of(Function<String, String> properties) {
        return Optional.ofNullable(properties.apply(PROPERTY))
                .map(text -> new Installation(Path.of(text).toAbsolutePath().normalize()));
    }

    /**
     * Lists what the launcher needs.
     *
     * @return jars in the order of their names
     * @throws IOException if the folder can't be read
     */
    public List<Path> library() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Tells whether a bundle is part of it. A folder of deployed bundles may lie below it too, and does not count.
     *
     * @param bundle any bundle
     * @return whether every container that runs from it has that bundle
     */
    public boolean has(Bundle bundle) {
        return BundleCopies.file(bundle.getLocation())
                .filter(file -> file.startsWith(folder.resolve("bundles")))
                .isPresent();
    }
}

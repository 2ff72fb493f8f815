// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Finds bundles, jars or folders of classes, among the entries of the class path by what their manifests say. */
final class ClassPathBundles {
    private ClassPathBundles() {}

    static Path find(String symbolicName) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> headers(entry)
                        .map(h -> h.getValue("Bundle-SymbolicName"))
                        .filter(name -> name.split(";", 2)[0].trim().equals(symbolicName))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected the bundle '" + symbolicName
                        + "' on the class path, but it is not there. Start the benchmarks with run.sh."));
    }

    private static Optional<Attributes> headers(Path entry) {
        try {
            if (Files.isDirectory(entry)) {
                return folderManifest(entry.resolve(JarFile.MANIFEST_NAME)).map(Manifest::getMainAttributes);
            }
            if (!Files.isRegularFile(entry)) {
                return Optional.empty();
            }
            try (var jar = new JarFile(entry.toFile())) {
                return Optional.ofNullable(jar.getManifest()).map(Manifest::getMainAttributes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Manifest> folderManifest(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new Manifest(in));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder the distribution was unpacked to; never written to, unless it is an instance as well.
 *
 * @param folder holds {@code bin/ lib/ bundles/ samples/}
 */
public record Installation(Path folder) {
    /** Makes the path absolute. */
    public Installation {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Finds the installation this program belongs to.
     *
     * @return what the script says, else the folder above the jar's {@code lib/}
     */
    public static Installation ofThisProgram() {
        String told = System.getProperty("modkit.install");
        if (told != null) {
            return new Installation(Path.of(told));
        }
        try {
            Path jar = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Installation(jar.getParent().getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program does not know where it lies; start it by 'bin/modkit'.", e);
        }
    }

    /**
     * Returns the bundles that make up the container.
     *
     * @return by start level, which is the name of the folder below {@code bundles/} they lie in
     * @throws IOException if a folder can't be read
     */
    public SortedMap<Integer, List<Path>> bundles() throws IOException {
        SortedMap<Integer, List<Path>> bundles = new TreeMap<>();
        try (DirectoryStream<Path> levels = Files.newDirectoryStream(folder.resolve("bundles"), "[0-9]*")) {
            for (Path level : levels) {
                bundles.put(Integer.parseInt(level.getFileName().toString()), jars(level));
            }
        }
        return bundles;
    }

    private static List<Path> jars(Path level) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(level, "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }
}

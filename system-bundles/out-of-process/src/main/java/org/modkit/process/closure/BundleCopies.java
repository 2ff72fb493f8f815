// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.closure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of bundles for one child: a file that is replaced or removed meanwhile must not change what runs there.
 *
 * <p>Made before the child starts and closed when it has ended. Safe for use by any thread.
 */
public final class BundleCopies implements AutoCloseable {
    /** Of a child that needs none. */
    public static final BundleCopies NONE = new BundleCopies(Optional.empty(), List.of());

    private static final Logger LOG = LoggerFactory.getLogger(BundleCopies.class);

    private final Optional<Path> folder;
    private final List<Path> files;

    private BundleCopies(Optional<Path> folder, List<Path> files) {
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    /**
     * Makes copies.
     *
     * @param bundles what to copy
     * @param folder a folder that exists and is empty; gone when the copies are closed
     * @return the copies
     * @throws IOException if one can't be made; then there are none
     */
    public static BundleCopies of(Collection<Bundle> bundles, Path folder) throws IOException {
        var files = new ArrayList<Path>();
        List<Bundle> sorted = bundles.stream()
                .sorted(Comparator.comparing(Bundle::getBundleId))
                .toList();
        try {
            for (Bundle bundle : sorted) {
                String name = bundle.getSymbolicName() + "-" + bundle.getVersion();
                Path file = folder.resolve(files.size() + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".jar");
                copy(bundle, file.toAbsolutePath());
                files.add(file.toAbsolutePath());
            }
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
        return new BundleCopies(Optional.of(folder), files);
    }

    /**
     * Returns the copies.
     *
     * @return absolute paths
     */
    public List<Path> files() {
        return files;
    }

    @Override
    public void close() {
        folder.ifPresent(BundleCopies::delete);
    }

    /**
     * Removes a folder of copies.
     *
     * @param folder need not be there
     */
    public static void delete(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException e) {
                LOG.warn("The copies of bundles in '{}' can't be removed", folder, e);
            }
        }
    }

    /** The file a bundle was installed from, if that is what its location names and it is still there. */
    static Optional<Path> file(String location) {
        String url = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
        if (!url.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            Path path = url.startsWith("file:/") ? Path.of(URI.create(url)) : Path.of(url.substring("file:".length()));
            return Optional.of(path.toAbsolutePath().normalize());
        } catch (IllegalArgumentException e) {
            // No URI: somebody did not escape a space.
            return plain(url.substring("file:".length()));
        }
    }

    private static Optional<Path> plain(String path) {
        try {
            return Optional.of(Path.of(path).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void copy(Bundle bundle, Path file) throws IOException {
        Optional<Path> from = file(bundle.getLocation()).filter(Files::isRegularFile);
        if (from.isPresent()) {
            Files.copy(from.get(), file);
        } else {
            pack(bundle, file);
        }
    }

    /** Bundles come from anywhere; what is in them the framework knows. */
    private static void pack(Bundle bundle, Path file) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            put(bundle, JarFile.MANIFEST_NAME, jar);
            pack(bundle, "", jar);
        }
    }

    private static void pack(Bundle bundle, String folder, JarOutputStream jar) throws IOException {
        Enumeration<String> entries = bundle.getEntryPaths("/" + folder);
        for (String entry : entries == null ? List.<String>of() : Collections.list(entries)) {
            if (entry.endsWith("/")) {
                pack(bundle, entry, jar);
            } else if (!entry.equals(JarFile.MANIFEST_NAME)) {
                put(bundle, entry, jar);
            }
        }
    }

    private static void put(Bundle bundle, String entry, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new ZipEntry(entry));
        try (InputStream content = bundle.getEntry(entry).openStream()) {
            content.transferTo(jar);
        }
        jar.closeEntry();
    }
}

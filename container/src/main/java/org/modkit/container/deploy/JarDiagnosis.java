// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Finds what keeps a file from being a bundle. */
final class JarDiagnosis {
    private static final String COPY_AGAIN = "Copy it again; write to another folder first and move it here.";
    private static final String BUILD = "Build it with bnd, which writes the manifest of a bundle.";

    /** Returns a sentence, or nothing if it looks like a sound bundle. */
    Optional<String> of(Path file) {
        return finding(file).map(rest -> "'" + file.getFileName() + "' in deploy/ " + rest);
    }

    private static Optional<String> finding(Path file) {
        if (!file.getFileName().toString().endsWith(".jar")) {
            return Optional.of("is not a jar, so it is ignored. Move it elsewhere.");
        }
        if (!Files.isReadable(file)) {
            return Optional.of("can't be read by this user. Change its permissions.");
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return Optional.of("is no bundle: it has no META-INF/MANIFEST.MF. " + BUILD);
            }
            Optional<String> ofManifest = ofManifest(manifest.getMainAttributes());
            return ofManifest.isPresent() ? ofManifest : ofContent(file, jar);
        } catch (IOException e) {
            return Optional.of("is corrupt or incomplete: " + e.getMessage() + ". " + COPY_AGAIN);
        }
    }

    private static Optional<String> ofManifest(Attributes attributes) {
        if (attributes.getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
            return Optional.of("is a plain jar, no bundle: its manifest has no Bundle-SymbolicName. " + BUILD);
        }
        try {
            version(attributes);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("has the illegal Bundle-Version '" + attributes.getValue(Constants.BUNDLE_VERSION)
                    + "'. Write one such as 1.2.3.");
        }
    }

    /** Reads everything, since what is broken in the middle would else show as a class that can't be found. */
    private static Optional<String> ofContent(Path file, JarFile jar) throws IOException {
        try (var stream = new JarInputStream(Files.newInputStream(file))) {
            if (stream.getManifest() == null) {
                return Optional.of("is no bundle that can be read as a stream: META-INF/MANIFEST.MF is not its first"
                        + " entry. Build it with the jar tool, a build plugin or bnd.");
            }
        }
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (!isWhole(jar, entry)) {
                return Optional.of("is corrupt: its entry '" + entry.getName() + "' can't be read. " + COPY_AGAIN);
            }
        }
        return Optional.empty();
    }

    /** Compares checksums, which JarFile by itself does not. */
    private static boolean isWhole(JarFile jar, JarEntry entry) {
        try (var content = new CheckedInputStream(jar.getInputStream(entry), new CRC32())) {
            content.transferTo(OutputStream.nullOutputStream());
            return entry.getCrc() < 0 || entry.getCrc() == content.getChecksum().getValue();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns a sentence if another bundle of the same name and version stands in the way. */
    Optional<String> twin(Path file, Bundle[] bundles) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes attributes = jar.getManifest().getMainAttributes();
            String name = attributes
                    .getValue(Constants.BUNDLE_SYMBOLICNAME)
                    .replaceAll(";.*", "")
                    .strip();
            Version version = version(attributes);
            return Arrays.stream(bundles)
                    .filter(bundle -> name.equals(bundle.getSymbolicName()) && version.equals(bundle.getVersion()))
                    .findFirst()
                    .map(bundle -> "'" + file.getFileName() + "' in deploy/ holds bundle '" + name + "' " + version
                            + ", which is installed already from '" + fileName(bundle) + "'. Remove one of the two.");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String fileName(Bundle bundle) {
        return bundle.getLocation().replaceAll(".*/", "");
    }

    private static Version version(Attributes attributes) {
        String version = attributes.getValue(Constants.BUNDLE_VERSION);
        return version == null ? Version.emptyVersion : Version.parseVersion(version.strip());
    }
}

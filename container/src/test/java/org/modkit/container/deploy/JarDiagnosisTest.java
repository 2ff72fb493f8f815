// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarDiagnosisTest {
    @TempDir
    Path folder;

    private String of(Path file) {
        return new JarDiagnosis().of(file).orElse("sound");
    }

    private Path bundle(String version) throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-SymbolicName", "a.bundle");
        headers.putValue("Bundle-Version", version);
        Path file = folder.resolve("a.jar");
        try (OutputStream out = Files.newOutputStream(file);
                var jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new ZipEntry("content.txt"));
            jar.write("some content that can be broken".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void findsNothingWrongWithABundle() throws IOException {
        assertThat(of(bundle("1.2.3"))).isEqualTo("sound");
    }

    @Test
    void tellsWhatIsNoJar() throws IOException {
        assertThat(of(Files.writeString(folder.resolve("notes.txt"), "x")))
                .isEqualTo("'notes.txt' in deploy/ is not a jar, so it is ignored. Move it elsewhere.");
    }

    @Test
    void tellsWhatIsCorrupt() throws IOException {
        assertThat(of(Files.writeString(folder.resolve("a.jar"), "garbage")))
                .startsWith("'a.jar' in deploy/ is corrupt or incomplete: ")
                .endsWith("Copy it again; write to another folder first and move it here.");
    }

    @Test
    void tellsWhatIsTruncated() throws IOException {
        Path file = bundle("1.2.3");
        byte[] bytes = Files.readAllBytes(file);

        assertThat(of(Files.write(file, Arrays.copyOf(bytes, bytes.length / 2))))
                .contains("is corrupt or incomplete");
    }

    @Test
    void tellsWhichEntryIsBroken() throws IOException {
        Path file = bundle("1.2.3");
        byte[] bytes = Files.readAllBytes(file);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content.txt");
        bytes[name + "content.txt".length() + 3] ^= 0x7f;

        assertThat(of(Files.write(file, bytes))).contains("is corrupt: its entry 'content.txt' can't be read.");
    }

    @Test
    void tellsThatThereIsNoManifest() throws IOException {
        Path file = folder.resolve("a.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }

        assertThat(of(file)).contains("is no bundle: it has no META-INF/MANIFEST.MF.");
    }

    @Test
    void tellsThatTheManifestComesTooLate() throws IOException {
        Path file = folder.resolve("a.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\nBundle-SymbolicName: a\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(of(file)).contains("META-INF/MANIFEST.MF is not its first entry");
    }

    @Test
    void tellsThatItIsAPlainJar() throws IOException {
        Path file = folder.resolve("a.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        new JarOutputStream(Files.newOutputStream(file), manifest).close();

        assertThat(of(file)).contains("is a plain jar, no bundle: its manifest has no Bundle-SymbolicName.");
    }

    @Test
    void tellsThatTheVersionIsIllegal() throws IOException {
        assertThat(of(bundle("one"))).contains("has the illegal Bundle-Version 'one'. Write one such as 1.2.3.");
    }
}

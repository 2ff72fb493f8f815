// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle with one {@link ScriptedModule}, or with what a test puts in its place. */
public final class TestBundle {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private TestBundle(String module) {
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", "test." + module);
        headers.put("Bundle-Version", "1.0.0");
        headers.put(
                "Import-Package",
                "org.modkit.api;version=\"[0.1,1)\",org.modkit.api.capability;version=\"[0.1,1)\","
                        + "org.osgi.framework,org.slf4j");
        headers.put("Provide-Capability", "modkit.module;modkit.module=\"" + module + "\"");
        headers.put("Test-Module", module);
        headers.put("Test-Requires", "");
    }

    public static TestBundle of(String module) {
        return of(module, ScriptedModule.class);
    }

    /** Makes one with another activator. */
    public static TestBundle of(String module, Class<?> activator) {
        return new TestBundle(module)
                .with("Bundle-Activator", activator.getName())
                .withClass(activator);
    }

    /** Adds a class of the tests, which may use nothing that its bundle does not have. */
    public TestBundle withClass(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream content = type.getClassLoader().getResourceAsStream(file)) {
            files.put(file, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds a file. */
    public TestBundle withFile(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Lets it do something wrong: {@code activator}, {@code init}, {@code stop} or {@code exit}. */
    public TestBundle withFault(String place) {
        return with("Test-Fault", place);
    }

    public TestBundle needing(String modules) {
        return with("Test-Requires", modules);
    }

    public TestBundle importing(String more) {
        return with("Import-Package", headers.get("Import-Package") + "," + more);
    }

    public TestBundle with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public TestBundle without(String header) {
        headers.remove(header);
        return this;
    }

    /** Writes it beside its place and moves it there, so that nobody sees half of it. */
    public Path writeTo(Path file) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        try {
            Path half = Files.createTempFile("bundle", ".jar");
            try (var jar = new JarOutputStream(Files.newOutputStream(half), manifest)) {
                for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                    jar.putNextEntry(new ZipEntry(entry.getKey()));
                    jar.write(entry.getValue());
                }
            }
            return Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

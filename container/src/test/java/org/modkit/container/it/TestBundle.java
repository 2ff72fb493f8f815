// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle with one {@link ScriptedModule}. */
final class TestBundle {
    private final Map<String, String> headers = new LinkedHashMap<>();

    private TestBundle(String module) {
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", "test." + module);
        headers.put("Bundle-Version", "1.0.0");
        headers.put("Bundle-Activator", ScriptedModule.class.getName());
        headers.put(
                "Import-Package",
                "org.modkit.api;version=\"[0.1,1)\",org.modkit.api.capability;version=\"[0.1,1)\","
                        + "org.osgi.framework,org.slf4j");
        headers.put("Provide-Capability", "modkit.module;modkit.module=\"" + module + "\"");
        headers.put("Test-Module", module);
        headers.put("Test-Requires", "");
    }

    static TestBundle of(String module) {
        return new TestBundle(module);
    }

    /** Lets it do something wrong: {@code activator}, {@code init}, {@code stop} or {@code exit}. */
    TestBundle withFault(String place) {
        return with("Test-Fault", place);
    }

    TestBundle needing(String modules) {
        return with("Test-Requires", modules);
    }

    TestBundle importing(String more) {
        return with("Import-Package", headers.get("Import-Package") + "," + more);
    }

    TestBundle with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Writes it beside its place and moves it there, so that nobody sees half of it. */
    Path writeTo(Path file) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        String resource = ScriptedModule.class.getName().replace('.', '/') + ".class";
        try {
            Path half = Files.createTempFile("bundle", ".jar");
            try (var jar = new JarOutputStream(Files.newOutputStream(half), manifest);
                    InputStream content = ScriptedModule.class.getClassLoader().getResourceAsStream(resource)) {
                jar.putNextEntry(new ZipEntry(resource));
                content.transferTo(jar);
            }
            return Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.migration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Writes bundles with one {@link MigratingModule} each. */
final class ModuleBundle {
    private static final String CLASS = MigratingModule.class.getName().replace('.', '/') + ".class";

    private ModuleBundle() {}

    static InputStream of(String module, String changeLog) throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.modkit.benchmarks." + module);
        headers.putValue("Bundle-Activator", MigratingModule.class.getName());
        headers.putValue("Import-Package", "org.modkit.api,org.modkit.api.capability,org.osgi.framework");
        headers.putValue("Provide-Capability", "modkit.module;modkit.module=\"" + module + "\"");
        headers.putValue(MigratingModule.NAME, module);
        if (!changeLog.isEmpty()) {
            headers.putValue(MigratingModule.CHANGE_LOG, ChangeLogs.PATH);
        }
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest);
                InputStream type = MigratingModule.class.getClassLoader().getResourceAsStream(CLASS)) {
            jar.putNextEntry(new ZipEntry(CLASS));
            type.transferTo(jar);
            jar.putNextEntry(new ZipEntry(ChangeLogs.PATH));
            jar.write(changeLog.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}

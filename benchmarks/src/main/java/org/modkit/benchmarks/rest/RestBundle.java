// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Writes bundles with a {@link RestModule} each, and classes of their own for what it serves. */
final class RestBundle {
    private static final List<Class<?>> CLASSES =
            List.of(RestModule.class, Orders.class, Order.class, Order.Line.class);

    private RestBundle() {}

    static InputStream of(String module, boolean withRest) throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.modkit.benchmarks." + module);
        headers.putValue("Bundle-Activator", RestModule.class.getName());
        headers.putValue(
                "Import-Package",
                "org.modkit.api,org.modkit.api.capability,org.osgi.framework,jakarta.ws.rs,jakarta.ws.rs.core");
        headers.putValue("Provide-Capability", "modkit.module;modkit.module=\"" + module + "\"");
        headers.putValue(RestModule.NAME, module);
        if (withRest) {
            headers.putValue(RestModule.REST, "yes");
        }
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> each : CLASSES) {
                String file = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(file));
                try (InputStream type = each.getClassLoader().getResourceAsStream(file)) {
                    type.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}

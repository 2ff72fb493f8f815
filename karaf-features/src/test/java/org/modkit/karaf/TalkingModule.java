// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RestApiCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A module {@code talker} with a REST resource. */
public final class TalkingModule implements BundleActivator {
    /** Writes its bundle; called in the build's process. */
    static void writeTo(java.nio.file.Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "test.talker");
        headers.putValue("Bundle-Activator", TalkingModule.class.getName());
        headers.putValue("Import-Package", "jakarta.ws.rs,org.modkit.api,org.modkit.api.capability,org.osgi.framework");
        try (var content = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(TalkingModule.class, Core.class, Talk.class)) {
                String file = type.getName().replace('.', '/') + ".class";
                content.putNextEntry(new ZipEntry(file));
                try (InputStream code = TalkingModule.class.getClassLoader().getResourceAsStream(file)) {
                    code.transferTo(content);
                }
            }
        }
    }

    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {ModkitModule.class.getName(), RestApiCapability.class.getName()},
                new Core(),
                new Hashtable<>(Map.of("modkit.module", "talker")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    /** The module. */
    public static final class Core implements ModkitModule, RestApiCapability {
        private String incarnation = "";

        @Override
        public void init(ModuleContext context) {
            incarnation = UUID.randomUUID().toString();
        }

        @Override
        public Collection<Object> resources() {
            return List.of(new Talk(incarnation));
        }
    }

    /** The resource. */
    @Path("v1/incarnation")
    public record Talk(String incarnation) {
        /** Returns what is different each time the module is initialized. */
        @GET
        public String get() {
            return incarnation;
        }
    }
}

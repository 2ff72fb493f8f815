// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.grpc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Writes the bundle with the {@link GrpcModule}: all of this package, and what is generated below it. */
final class GrpcBundle {
    private GrpcBundle() {}

    static InputStream write() throws IOException, URISyntaxException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.modkit.benchmarks.sums");
        headers.putValue("Bundle-Activator", GrpcModule.class.getName());
        headers.putValue(
                "Import-Package",
                "org.modkit.api,org.modkit.api.capability,org.modkit.api.client,org.modkit.api.grpc,"
                        + "org.modkit.grpc.client,org.osgi.framework,io.grpc,io.grpc.protobuf,io.grpc.stub,"
                        + "io.grpc.stub.annotations,com.google.protobuf,com.google.common.util.concurrent");
        headers.putValue("Provide-Capability", "modkit.module;modkit.module=sums");
        Path classes = Path.of(GrpcBundle.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest);
                Stream<Path> all = Files.walk(
                        classes.resolve(GrpcBundle.class.getPackageName().replace('.', '/')))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}

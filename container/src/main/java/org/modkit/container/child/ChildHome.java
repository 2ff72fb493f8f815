// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.modkit.container.instance.Instance;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The folder of one child, which holds secrets while it runs and none when it has ended. */
final class ChildHome {
    private final Instance instance;

    ChildHome(Instance instance) {
        this.instance = instance;
    }

    /** Writes the configuration, which nobody but this user can read at any moment. */
    void configure(Map<String, Object> sections) throws IOException {
        Files.createDirectories(instance.etc());
        Files.deleteIfExists(instance.configuration());
        Files.createFile(instance.configuration(), ownersOnly());
        Files.writeString(
                instance.configuration(), "# Made from what the host handed over; read once.\n" + yaml(sections));
    }

    /** As the reader of configurations will read it: what would be a number there is quoted. */
    private static String yaml(Map<String, Object> sections) {
        return new Dump(DumpSettings.builder()
                        .setSchema(new CoreSchema())
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(sections);
    }

    private static FileAttribute<?>[] ownersOnly() {
        boolean hasPermissions =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return hasPermissions
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Removes the configuration and the framework's copies of it. What the module has written stays. */
    void forget() throws IOException {
        Files.deleteIfExists(instance.configuration());
        Path cache = instance.data().resolve("framework.cache");
        if (Files.exists(cache)) {
            delete(cache);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.instance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes an instance folder whole: what is missing is created, what is there is left alone. */
public final class FirstUse {
    private FirstUse() {}

    /**
     * Creates what is missing.
     *
     * @param instance the folder
     * @param installation the folder of the installation; if it is the instance's too, samples are deployed
     * @param template the text of a first configuration file
     * @throws IOException if the folder can't be written
     */
    public static void prepare(Instance instance, Path installation, String template) throws IOException {
        Files.createDirectories(instance.etc());
        Files.createDirectories(instance.log());
        if (Files.notExists(instance.configuration())) {
            Files.writeString(instance.configuration(), template);
        }
        if (Files.notExists(instance.deploy())) {
            Files.createDirectories(instance.deploy());
            // Somebody who tries it out wants to see something run; an instance of their own begins empty.
            if (instance.home().equals(installation)) {
                copyJars(installation.resolve("samples"), instance.deploy());
            }
        }
        Files.createDirectories(instance.run());
        close(instance.run());
    }

    private static void copyJars(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            return;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(from, "*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Lets nobody but the owner in: whoever can open the control channel can stop the container. */
    static void close(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}

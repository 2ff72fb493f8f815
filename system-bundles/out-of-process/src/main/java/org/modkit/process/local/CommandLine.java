// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.modkit.process.backend.Program;
import org.modkit.process.child.ChildEnvironment;
import org.modkit.process.child.Guardian;
import org.modkit.process.child.Identity;
import org.modkit.process.child.Lifeline;
import org.modkit.process.child.ProcessTree;

/** From a program to the words of a command. Children run on the JVM that the host runs on. */
final class CommandLine {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<Class<?>> GUARDIAN =
            List.of(Guardian.class, Lifeline.class, Identity.class, ProcessTree.class, ChildEnvironment.class);

    /** Newer JVMs warn of what frameworks and Netty have always done; in a child's log the warning helps nobody. */
    private static final List<String> UNWARNED = Runtime.version().feature() < 24
            ? List.of()
            : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    private CommandLine() {}

    static List<String> of(Program program, InstanceFolder folder) throws IOException {
        return program instanceof Program.Jvm jvm
                ? jvm(jvm, folder.work())
                : guarded((Program.Executable) program, folder.guardian());
    }

    /** A container's home is the private folder, whatever folder it works in. */
    private static List<String> jvm(Program.Jvm jvm, Path home) {
        var words = new ArrayList<String>(List.of(JAVA, "-XX:+ExitOnOutOfMemoryError", "-Dmodkit.home=" + home));
        words.addAll(UNWARNED);
        jvm.options().heap().ifPresent(bytes -> words.add("-Xmx" + bytes));
        words.addAll(jvm.options().others());
        String classPath = jvm.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        words.addAll(List.of("-cp", classPath, jvm.mainClass()));
        words.addAll(jvm.arguments());
        return words;
    }

    /** A program that knows no lifeline gets somebody who holds it. */
    private static List<String> guarded(Program.Executable executable, Path jar) throws IOException {
        writeGuardian(jar);
        var words = new ArrayList<>(List.of(
                JAVA,
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar.toString(),
                Guardian.class.getName(),
                executable.file().toString()));
        words.addAll(executable.arguments());
        return words;
    }

    private static void writeGuardian(Path file) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> type : GUARDIAN) {
                jar.putNextEntry(new ZipEntry(type.getName().replace('.', '/') + ".class"));
                try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                    bytes.transferTo(jar);
                }
            }
        }
    }
}

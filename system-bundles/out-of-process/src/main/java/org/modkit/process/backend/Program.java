// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** What runs in a process. */
public sealed interface Program {
    /**
     * Any executable, which need not know of its host.
     *
     * @param file the executable
     * @param arguments exactly as configured; everybody on the machine can read them
     */
    record Executable(Path file, List<String> arguments) implements Program {
        /** Copies the arguments. */
        public Executable {
            Objects.requireNonNull(file);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A JVM whose main class holds the {@linkplain org.modkit.process.child.Lifeline lifeline}: a child container with the
     * module and what it needs.
     *
     * @param classPath what the main class needs
     * @param mainClass the launcher
     * @param arguments of the launcher; everybody on the machine can read them
     * @param options of the JVM
     */
    record Jvm(List<Path> classPath, String mainClass, List<String> arguments, Options options) implements Program {
        /** Copies the lists. */
        public Jvm {
            classPath = List.copyOf(classPath);
            Objects.requireNonNull(mainClass);
            arguments = List.copyOf(arguments);
            Objects.requireNonNull(options);
        }
    }

    /**
     * Options of a child's JVM.
     *
     * @param heap the most bytes of its heap; as the JVM decides without
     * @param others as configured; after ours, so that they win
     */
    record Options(OptionalLong heap, List<String> others) {
        /** As the JVM decides. */
        public static final Options NONE = new Options(OptionalLong.empty(), List.of());

        /** Copies the options. */
        public Options {
            Objects.requireNonNull(heap);
            others = List.copyOf(others);
        }
    }
}

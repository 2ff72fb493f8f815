// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modkit.process.backend.Program;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.backend.Start;
import org.modkit.process.closure.Installation;
import org.modkit.process.render.ModuleRuntime;

/** What runs in a module's process: our own container, or a program of the user's. Safe for use by any thread. */
final class Programs {
    private static final String MAIN = "org.modkit.container.child.ChildMain";
    /** From this one on the JVM warns of what the framework and gRPC do. */
    private static final int WARNS = 24;

    private final Optional<Installation> installation;
    private final Path base;
    private final Map<String, String> environment;

    /** {@code base} is the folder from which relative paths lead; {@code environment} is that of this process. */
    Programs(Optional<Installation> installation, Path base, Map<String, String> environment) {
        this.installation = installation;
        this.base = base;
        this.environment = environment;
    }

    Program of(String module, ModuleRuntime runtime) throws SpawnException {
        Optional<String> executable = runtime.execution().executable();
        return executable.isPresent()
                ? new Program.Executable(
                        executable(module, executable.get()),
                        runtime.execution().arguments())
                : container(module, runtime);
    }

    Start.Surroundings surroundings(String module, ModuleRuntime runtime, Optional<String> directory)
            throws SpawnException {
        Optional<Path> folder = Optional.empty();
        if (runtime.execution().workingFolder().isPresent()) {
            String said = runtime.execution().workingFolder().get();
            folder = Optional.of(resolved(module, "working_directory", said));
        }
        return new Start.Surroundings(runtime.execution().environment(), folder, directory);
    }

    private Program container(String module, ModuleRuntime runtime) throws SpawnException {
        if (installation.isEmpty()) {
            throw new SpawnException(
                    "Module '" + module + "' is to run in a process of its own, which only ModKit's own container can"
                            + " start: nothing tells this framework where an installation is ('modkit.install'). Run"
                            + " it there, write 'modules." + module + ".runtime.type: local', or name a program of your"
                            + " own by 'runtime.execution.executable_path'.",
                    null);
        }
        var options = new ArrayList<String>();
        if (Runtime.version().feature() >= WARNS) {
            options.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        options.add("-Dmodkit.install=" + installation.get().folder());
        options.addAll(runtime.jvmOptions());
        return new Program.Jvm(
                library(module, installation.get()), MAIN, List.of(), new Program.Options(runtime.memory(), options));
    }

    private static List<Path> library(String module, Installation installation) throws SpawnException {
        try {
            return installation.library();
        } catch (IOException e) {
            throw new SpawnException(
                    "Module '" + module + "' is to run in a process of its own, but the installation '"
                            + installation.folder() + "' has no folder 'lib' that can be read: " + e.getMessage()
                            + ". Unpack the distribution again.",
                    e);
        }
    }

    /** A path, or a name that is looked for as a shell does. */
    private Path executable(String module, String said) throws SpawnException {
        boolean isPath = said.startsWith("~") || said.contains("/") || said.contains(File.separator);
        if (isPath) {
            return resolved(module, "executable_path", said);
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, said);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toAbsolutePath();
            }
        }
        throw new SpawnException(
                "The executable of the module '" + module + "' should be a program in one of the folders of PATH, but '"
                        + said + "' is in none. Install it, or write its path into 'modules." + module
                        + ".runtime.execution.executable_path'.",
                null);
    }

    private Path resolved(String module, String key, String said) throws SpawnException {
        try {
            String home = said.equals("~") || said.startsWith("~/") ? System.getProperty("user.home") : "";
            return base.resolve(home.isEmpty() ? said : home + said.substring(1))
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException e) {
            throw new SpawnException(
                    "'modules." + module + ".runtime.execution." + key + "' must be a path, but '" + said
                            + "' is none: " + e.getReason() + ". Mend it.",
                    e);
        }
    }
}

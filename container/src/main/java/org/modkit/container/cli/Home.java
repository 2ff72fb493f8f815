// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.modkit.configuration.Settings;
import org.modkit.container.instance.Instance;
import org.modkit.container.launch.Installation;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all verbs share: the instance they are about, and for whom they answer. */
final class Home {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The instance folder; else the variable MODKIT_HOME, else the installation.")
    private Path folder;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer in JSON, for machines.")
    private boolean json;

    private final Map<String, String> environment;
    final PrintStream out;
    final PrintStream err;

    Home(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    Installation installation() {
        return Installation.ofThisProgram();
    }

    Instance instance() {
        Path fromEnvironment = Optional.ofNullable(environment.get("MODKIT_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> installation().folder());
        return new Instance(folder == null ? fromEnvironment : folder);
    }

    Settings settings() {
        return Settings.load(instance().configuration(), environment);
    }

    Map<String, String> environment() {
        return environment;
    }

    boolean json() {
        return json;
    }

    /** Returns how many characters fit on a line, as far as the shell tells. */
    int width() {
        try {
            return Integer.parseInt(environment.getOrDefault("COLUMNS", "120"));
        } catch (NumberFormatException e) {
            return 120;
        }
    }

    int notRunning() {
        err.println("No container runs on '" + instance().home() + "'. Start one with 'modkit run', or name another"
                + " folder with --home.");
        return ExitCodes.NOT_RUNNING;
    }
}

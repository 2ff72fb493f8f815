// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command {@code modkit} itself: understands its words and calls the verb. */
@Command(
        name = "modkit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "VERB",
        description = "Runs modules: drop bundles into a folder and see them run, or read what they wait for.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; a sentence on standard error says why",
            "2:the command line is wrong",
            "3:no container runs on this home",
            "4:the container is not ready, or the configuration has problems",
            "5:another container runs on this home",
            "130:a second signal ended the container at once"
        },
        footer = {"", "docs/operations.md tells more."})
public final class CommandLineInterface implements Callable<Integer> {
    @Mixin
    private final Home home;

    @Option(names = "--print-config", description = "Show the configuration in force, secrets masked.")
    private boolean printConfig;

    @Option(names = "--list-modules", description = "List the modules that have a section in the configuration.")
    private boolean listModules;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private CommandLineInterface(Home home) {
        this.home = home;
    }

    /**
     * Carries out a command line.
     *
     * @param arguments the words behind {@code modkit}
     * @return the exit code
     */
    public static int run(String... arguments) {
        // UTF-8 whatever the locale: sentences quote names, and JSON is UTF-8 by definition.
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return run(new Home(System.getenv(), out, err), arguments);
    }

    static int run(Home home, String... arguments) {
        var line = new CommandLine(new CommandLineInterface(home));
        line.addSubcommand("run", new RunVerb(home));
        line.addSubcommand("migrate", new MigrateVerb(home));
        PassedOn.addTo(line, home);
        line.addSubcommand("stop", new StopVerb(home));
        line.addSubcommand("check", new CheckVerb(home));
        line.addSubcommand("help", new CommandLine.HelpCommand());
        line.setOut(new PrintWriter(home.out, true));
        line.setErr(new PrintWriter(home.err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            home.err.println(sentence(failure));
            return ExitCodes.FAILED;
        });
        return line.execute(arguments);
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return "modkit failed with " + failure.getClass().getSimpleName() + message;
    }

    @Override
    public Integer call() {
        if (!printConfig && !listModules) {
            throw new ParameterException(spec.commandLine(), "Expected a verb, such as 'run' or 'status'.");
        }
        var shown = new ConfigurationPrinter(home);
        return printConfig ? shown.printConfig() : shown.listModules();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.modkit.container.control.ControlClient;
import org.modkit.container.instance.ControlPath;
import org.modkit.container.instance.InstanceLock;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A verb that the running container answers. */
final class PassedOn implements Callable<Integer> {
    private final Home home;
    private final String verb;
    private final List<String> arguments = new ArrayList<>();

    PassedOn(Home home, String verb) {
        this.home = home;
        this.verb = verb;
    }

    /** Adds all verbs of this kind. */
    static void addTo(CommandLine line, Home home) {
        add(line, home, "status", "Shows all modules and whether the container is ready.");
        add(line, home, "why MODULE", "Says why a module is not running, and what to do.");
        add(line, home, "journal [N]", "Shows the last N things that happened; 20 without a number.");
        add(line, home, "retry MODULE", "Tries a FAILED module again.");
        add(line, home, "restart MODULE", "Takes a module down and up again, with those that need it.");
        add(line, home, "databases", "Shows which module uses which database, and its connections.");
    }

    private static void add(CommandLine line, Home home, String usage, String description) {
        String[] words = usage.split(" ");
        var verb = new PassedOn(home, words[0]);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        if (words.length > 1) {
            boolean optional = words[1].startsWith("[");
            spec.addPositional(PositionalParamSpec.builder()
                    .paramLabel(words[1].replaceAll("[\\[\\]]", ""))
                    .arity(optional ? "0..1" : "1")
                    .required(!optional)
                    .index("0")
                    .type(String.class)
                    .setter(verb::take)
                    .build());
        }
        line.addSubcommand(words[0], spec);
    }

    private <T> T take(T argument) {
        arguments.clear();
        if (argument != null) {
            arguments.add(argument.toString());
        }
        return argument;
    }

    @Override
    public Integer call() throws IOException {
        Optional<ProcessHandle> running = InstanceLock.holder(home.instance());
        if (running.isEmpty()) {
            return home.notRunning();
        }
        return ask(running.get(), arguments);
    }

    /** Asks a container and returns the exit code. */
    int ask(ProcessHandle running, List<String> words) throws IOException {
        var question = new ControlClient.Question(verb, words, home.json(), home.width());
        try {
            Optional<Integer> exit =
                    new ControlClient(ControlPath.find(home.instance()), home.out, home.err).ask(question);
            if (exit.isPresent()) {
                return exit.get();
            }
            home.err.println("The container ended before it had answered.");
            return ExitCodes.FAILED;
        } catch (IOException e) {
            home.err.println("The container of '" + home.instance().home() + "' (process " + running.pid()
                    + ") is starting or stopping and does not answer. Ask again in a moment.");
            return ExitCodes.NOT_READY;
        }
    }
}

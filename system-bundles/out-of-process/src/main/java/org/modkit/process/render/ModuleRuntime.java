// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.modkit.process.backend.Handover;

/**
 * Where and how a module runs: the section {@code runtime} of it, and what else is said of its children.
 *
 * @param type where
 * @param instances how many processes at the same time
 * @param readyWithin how long each may take from its start until the directory says that it can be called
 * @param grace how long each may take to end when it is asked to
 * @param handover how the document gets to it
 * @param readiness what counts as ready
 * @param memory the most bytes of a JVM's heap; as the JVM decides without
 * @param jvmOptions more options of the JVM
 * @param execution another program than our own container, and the environment of either
 * @param supervision when it is started again
 */
public record ModuleRuntime(
        Type type,
        int instances,
        Duration readyWithin,
        Duration grace,
        Handover.Way handover,
        Readiness readiness,
        OptionalLong memory,
        List<String> jvmOptions,
        Execution execution,
        Supervision supervision) {
    /** Where a module runs. */
    public enum Type {
        /** In this process. */
        LOCAL,
        /** In children of this process. */
        OOP,
        /** Wherever it registers from. */
        REMOTE
    }

    /** What counts as ready. */
    public enum Readiness {
        /** The directory says that it can be called. */
        REGISTERED,
        /** Its process has been started. */
        STARTED
    }

    /**
     * What runs.
     *
     * @param executable a program; our own container without
     * @param arguments of the program
     * @param workingFolder of the program; one of the instance's own without
     * @param environment variables of either
     */
    public record Execution(
            Optional<String> executable,
            List<String> arguments,
            Optional<String> workingFolder,
            Map<String, String> environment) {
        /** Copies the collections. */
        public Execution {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /** Copies the list. */
    public ModuleRuntime {
        jvmOptions = List.copyOf(jvmOptions);
    }

    private enum Way {
        FILE,
        STDIN
    }

    private static final String RUNTIME = "runtime";
    private static final String EXECUTION = "execution";
    private static final String PATH = "executable_path";
    private static final String SIZE = "[1-9]\\d{0,8}[kmg]?";
    /** What is left of the deadline for going down after the grace: a kill, the last lines, the folders. */
    private static final Duration AFTER_GRACE = Duration.ofSeconds(3);

    private static final Duration CLOSE = Duration.ofSeconds(30);
    private static final List<String> KEYS = List.of(
            "type", "instances", "ready_within", "grace", "handover", "readiness", "memory", "jvm_options", EXECUTION);
    private static final List<String> EXECUTION_KEYS = List.of(PATH, "args", "working_directory", "environment");

    /**
     * Reads what is said of a module.
     *
     * @param module its name
     * @param said the configuration
     * @param problems gets a sentence for each thing that is wrong; where there is one, the default is in the result
     * @return the settings
     */
    public static ModuleRuntime read(String module, Configurations said, List<String> problems) {
        String path = "modules." + module;
        var settings = new Settings(path + "." + RUNTIME, Trees.section(said.module(module), RUNTIME), problems);
        settings.knowsOnly(KEYS);
        Duration close = new Settings(path + ".deadlines", said.standing(module, "deadlines"), new ArrayList<>())
                .duration("close", CLOSE);
        return new ModuleRuntime(
                settings.constant("type", Type.LOCAL),
                settings.count("instances", 1, 1),
                settings.duration("ready_within", Duration.ofSeconds(30)),
                within(close, settings.duration("grace", Duration.ofSeconds(10))),
                settings.constant("handover", Way.FILE) == Way.FILE ? Handover.Way.FILE : Handover.Way.STANDARD_INPUT,
                settings.constant("readiness", Readiness.REGISTERED),
                memory(settings),
                settings.texts("jvm_options"),
                execution(settings),
                Supervision.read(path + ".supervision", said.standing(module, "supervision"), problems));
    }

    /**
     * Tells whether its children can't do without the hub and the directory of this process.
     *
     * @return no only for programs of the user's that need not register, and for modules that others start
     */
    public boolean needsHub() {
        return switch (type) {
            case LOCAL, REMOTE -> false;
            case OOP ->
                readiness == Readiness.REGISTERED || execution.executable().isEmpty();
        };
    }

    /** Of what is wrong with it somebody else complains. */
    static Type type(Map<String, Object> module) {
        return new Settings("", Trees.section(module, RUNTIME), new ArrayList<>()).constant("type", Type.LOCAL);
    }

    /**
     * Tells whether what runs is a program of the user's.
     *
     * @param module what is said of a module
     * @return whether an executable is named
     */
    public static boolean namesExecutable(Map<String, Object> module) {
        return Trees.section(Trees.section(module, RUNTIME), EXECUTION).get(PATH) != null;
    }

    /** The runtime waits no longer than its deadline; who is killed after it is not seen to be dead. */
    private static Duration within(Duration close, Duration grace) {
        Duration longest = close.minus(AFTER_GRACE);
        return longest.isNegative() ? Duration.ZERO : grace.compareTo(longest) < 0 ? grace : longest;
    }

    private static OptionalLong memory(Settings settings) {
        Optional<String> text = settings.text("memory").map(said -> said.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches(SIZE)) {
            settings.wrong("memory", "a whole number followed by k, m or g", text.get(), "256m");
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text.get().replaceAll("\\D", ""));
        int shift = " kmg".indexOf(text.get().charAt(text.get().length() - 1));
        return OptionalLong.of(number << 10 * Math.max(0, shift));
    }

    private static Execution execution(Settings settings) {
        Settings section = settings.below(EXECUTION);
        section.knowsOnly(EXECUTION_KEYS);
        var environment = new TreeMap<String, String>();
        Settings variables = section.below("environment");
        variables.keys().forEach(name -> variables.text(name).ifPresent(value -> environment.put(name, value)));
        Optional<String> executable = section.text(PATH);
        if (executable.isEmpty()) {
            List.of("args", "working_directory").stream()
                    .filter(section::has)
                    .forEach(key -> section.problem(
                            key, "is for a program, but 'executable_path' names none. Name one, or remove it."));
        } else {
            List.of("memory", "jvm_options").stream()
                    .filter(settings::has)
                    .forEach(key -> settings.problem(
                            key,
                            "is for our own container, but 'execution.executable_path' names another program. Remove"
                                    + " one of the two."));
        }
        return new Execution(executable, section.texts("args"), section.text("working_directory"), environment);
    }
}

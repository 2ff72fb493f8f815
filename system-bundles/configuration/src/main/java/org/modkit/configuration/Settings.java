// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.modkit.configuration.logging.QuietConsole;
import org.modkit.configuration.read.Defaults;
import org.modkit.configuration.read.Environment;
import org.modkit.configuration.read.YamlReader;
import org.modkit.configuration.schema.Problem;
import org.modkit.configuration.schema.Schema;
import org.modkit.configuration.tree.Node;
import org.modkit.configuration.tree.Secrets;

/**
 * A configuration that was read.
 *
 * @param said what the file and the environment say; the environment wins
 * @param problems what is wrong with it; nothing else of it may be used unless this is empty
 */
public record Settings(Node.Section said, List<Problem> problems) {
    private static final String DEFAULT_SERVER = "default";

    /** Copies the list. */
    public Settings {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file, lays the environment over it and checks both.
     *
     * @param file the YAML file
     * @param environment environment variables
     * @return the configuration with all its problems; a file that can't be read is a problem too
     */
    public static Settings load(Path file, Map<String, String> environment) {
        var problems = new ArrayList<Problem>();
        Node.Section fromFile = readable(file, problems);
        Node.Section said = Environment.over(fromFile, environment, problems);
        problems.addAll(Schema.problems(said));
        return new Settings(said, problems);
    }

    private static Node.Section readable(Path file, List<Problem> problems) {
        String name = file.toString();
        if (Files.notExists(file)) {
            problems.add(Problem.of(
                    name, "does not exist", "'modkit run' writes one with commented defaults; or restore your own."));
        } else if (!Files.isRegularFile(file)) {
            problems.add(Problem.of(name, "must be a file, but is a folder", "Move it away and write a file."));
        } else {
            try {
                return YamlReader.read(Files.readString(file), name, problems);
            } catch (CharacterCodingException e) {
                problems.add(Problem.of(name, "is not UTF-8 text", "Save it as UTF-8."));
            } catch (IOException e) {
                problems.add(Problem.of(name, "can't be read: " + e.getMessage(), "Let this user read it."));
            }
        }
        return Node.Section.EMPTY;
    }

    /**
     * Tells whether it may be used.
     *
     * @return whether there is no problem
     */
    public boolean sound() {
        return problems.isEmpty();
    }

    /**
     * Returns what is in force: what was said, laid over the defaults.
     *
     * @return every key that has a value
     */
    public Node.Section effective() {
        return Defaults.tree().overlaid(said);
    }

    /**
     * Returns what is in force in a form that can be shown to anybody.
     *
     * @return the same as {@link #effective()}, every secret masked
     */
    public Node.Section shown() {
        return Secrets.masked(effective());
    }

    /**
     * Returns what is in force for databases.
     *
     * @return the section {@code database}, without a default server if that was emptied
     */
    public Node.Section database() {
        Node.Section database = effective().section("database");
        boolean isEmptied = database.value(DEFAULT_SERVER).filter(""::equals).isPresent();
        return isEmptied ? database.without(DEFAULT_SERVER) : database;
    }

    /**
     * Returns the same for a process that answers and ends, whose console is for the answer.
     *
     * @return settings that write nothing below warnings to the console
     */
    public Settings quiet() {
        Node.Section logging = QuietConsole.of(effective().section("logging"));
        return new Settings(said.with("logging", logging), problems);
    }

    /**
     * Returns the modules that have a section.
     *
     * @return their names in alphabetical order
     */
    public List<String> modules() {
        return effective().section("modules").entries().keySet().stream()
                .sorted()
                .toList();
    }

    /**
     * Returns the modules and loggers that log in a way of their own.
     *
     * @return the sections of {@code logging} other than {@code default}
     */
    public Set<String> loggers() {
        var loggers = new TreeSet<>(said.section("logging").entries().keySet());
        loggers.remove("default");
        return loggers;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.backend;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.modkit.process.output.Line;

/**
 * What is to be started, once.
 *
 * @param module the module's name, which is also the name of a folder
 * @param id the id of the instance, made by the caller
 * @param program what runs
 * @param surroundings where it runs
 * @param handover what it is handed, secrets included
 * @param output gets its lines; see {@link org.modkit.process.output.LogConsumer}
 */
public record Start(
        String module,
        UUID id,
        Program program,
        Surroundings surroundings,
        Optional<Handover> handover,
        Consumer<Line> output) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Checks that the name can be a folder's and nothing is missing. */
    public Start {
        if (!NAME.matcher(module).matches()) {
            throw new IllegalArgumentException(
                    "A module's name should be letters, digits, '-', '_' and '.', but is '" + module + "'.");
        }
        Objects.requireNonNull(id);
        Objects.requireNonNull(program);
        Objects.requireNonNull(surroundings);
        Objects.requireNonNull(handover);
        Objects.requireNonNull(output);
    }

    /**
     * Where a program runs.
     *
     * @param environment variables in addition to the few that every child gets; no secrets
     * @param workingFolder a folder of the user's choice; the instance gets one of its own without
     * @param directory the endpoint of the host's directory, if it has one
     */
    public record Surroundings(
            Map<String, String> environment, Optional<Path> workingFolder, Optional<String> directory) {
        /** Nothing in particular. */
        public static final Surroundings NONE = new Surroundings(Map.of(), Optional.empty(), Optional.empty());

        /** Copies the variables. */
        public Surroundings {
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
            Objects.requireNonNull(workingFolder);
            Objects.requireNonNull(directory);
        }
    }
}

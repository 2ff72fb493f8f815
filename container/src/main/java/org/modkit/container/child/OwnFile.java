// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modkit.configuration.read.YamlReader;
import org.modkit.configuration.schema.Problem;

/** The file of a child's own, which its environment may name: it says what is different in this child. */
final class OwnFile {
    /** The environment variable that names it, as in the original. */
    static final String VARIABLE = "MODKIT_CONFIG_PATH";

    private OwnFile() {}

    /** Reads it; empty if no variable names one. */
    static Map<String, Object> read(Map<String, String> environment) throws HandoverException {
        String name = environment.get(VARIABLE);
        if (name == null || name.isBlank()) {
            return Map.of();
        }
        List<Problem> problems = new ArrayList<>();
        try {
            Map<String, Object> said = YamlReader.read(Files.readString(Path.of(name)), name, problems)
                    .plain();
            if (problems.isEmpty()) {
                return said;
            }
            throw new HandoverException(problems.get(0).sentence());
        } catch (IOException e) {
            throw new HandoverException(
                    "The variable " + VARIABLE + " should name a YAML file that this process can read," + " but '"
                            + name + "' is none. Correct it in 'runtime.execution.environment' of the module.");
        }
    }
}

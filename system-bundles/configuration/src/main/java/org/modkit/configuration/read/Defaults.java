// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.modkit.configuration.schema.Problem;
import org.modkit.configuration.tree.Node;
import org.modkit.configuration.tree.Origin;

/** What holds where nothing was said. One commented file is the source of both the values and the user's first file. */
public final class Defaults {
    private static final String RESOURCE = "defaults.yaml";

    private Defaults() {}

    /**
     * Returns the defaults.
     *
     * @return a sound configuration that says everything there is to say, apart from deployed modules
     */
    public static Node.Section tree() {
        var problems = new ArrayList<Problem>();
        Node.Section tree = YamlReader.read(text(), RESOURCE, problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.get(0).sentence());
        }
        long workers = Math.max(8, 4L * Runtime.getRuntime().availableProcessors());
        return tree.with(
                "lifecycle", tree.section("lifecycle").with("workers", new Node.Scalar(workers, Origin.NOWHERE)));
    }

    /**
     * Returns the file a user starts with: every value commented out, every section open.
     *
     * @return YAML that says nothing
     */
    public static String template() {
        return text().lines().map(Defaults::commented).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String commented(String line) {
        boolean says = !line.isBlank() && !line.stripLeading().startsWith("#") && !line.endsWith(":");
        return says ? "#" + line : line;
    }

    private static String text() {
        try (InputStream resource = Defaults.class.getResourceAsStream(RESOURCE)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

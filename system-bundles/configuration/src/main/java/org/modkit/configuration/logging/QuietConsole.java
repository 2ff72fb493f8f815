// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.modkit.configuration.tree.Node;

/** Keeps the console for answers: where a process is a verb that ends, its log goes to files. */
public final class QuietConsole {
    private static final String KEY = "console_level";

    /** Who tells of every module that waits and fails; so does the answer, in one place and in order. */
    private static final String NARRATOR = "org.modkit.runtime";

    private QuietConsole() {}

    /**
     * Lowers what goes to the console to warnings, and to nothing where the answer tells it anyway.
     *
     * @param logging the section {@code logging}, laid over the defaults
     * @return the same with no section that writes more
     */
    public static Node.Section of(Node.Section logging) {
        Map<String, Node> quiet = new LinkedHashMap<>(logging.entries());
        quiet.replaceAll((name, node) -> node instanceof Node.Section section ? quiet(section) : node);
        var off = new Node.Scalar(Level.OFF.word(), logging.origin());
        return new Node.Section(quiet, logging.origin())
                .with(NARRATOR, new Node.Section(Map.of(KEY, off), logging.origin()));
    }

    private static Node quiet(Node.Section section) {
        return section.value(KEY)
                .map(Level::of)
                .map(level ->
                        section.with(KEY, new Node.Scalar(level.and(Level.WARN).word(), section.origin())))
                .orElse(section);
    }
}

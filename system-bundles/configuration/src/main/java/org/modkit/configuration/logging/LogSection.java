// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.nio.file.Path;
import java.util.Optional;
import org.modkit.configuration.tree.Node;

/**
 * One section of {@code logging}, with what it takes over from {@code default}.
 *
 * @param console what goes to the console
 * @param toFile what goes to the file
 * @param file the file; empty for none
 * @param retention how the file is kept small
 */
record LogSection(Level console, Level toFile, Optional<Path> file, Retention retention) {
    /** How a file is kept small: rotated at a size, and old ones deleted by number and by age. */
    record Retention(long megabytes, long backups, long days) {}

    /** Reads a section that has every key. */
    static LogSection of(Node.Section section, Path folder) {
        return new LogSection(
                Level.of(section.value("console_level").orElseThrow()),
                Level.of(section.value("file_level").orElseThrow()),
                section.value("file")
                        .map(Object::toString)
                        .filter(f -> !f.isBlank())
                        .map(folder::resolve),
                new Retention(
                        number(section, "max_size_mb"),
                        number(section, "max_backups"),
                        number(section, "max_age_days")));
    }

    private static long number(Node.Section section, String key) {
        return (Long) section.value(key).orElseThrow();
    }

    LogSection withConsoleAtMost(Level most) {
        return new LogSection(console.and(most), toFile, file, retention);
    }

    LogSection withFileAtMost(Level most) {
        return new LogSection(console, toFile.and(most), file, retention);
    }
}

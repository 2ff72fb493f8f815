// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modkit.configuration.Settings;
import org.modkit.configuration.logging.LogProperties;

/** Puts a sound configuration in force. Confined to one thread at a time. */
final class Applier {
    private final AdminWriter writer;
    private final Path logFolder;
    private final InstalledModules modules;

    Applier(AdminWriter writer, Path logFolder, InstalledModules modules) {
        this.writer = writer;
        this.logFolder = logFolder;
        this.modules = modules;
    }

    /** Applies it and returns the sections that changed, as the user wrote them. */
    List<String> apply(Settings settings) throws IOException {
        // Without a section other than 'default' nobody asks which package is whose.
        boolean sections = settings.said().section("logging").entries().keySet().stream()
                .anyMatch(name -> !name.equals("default"));
        Map<String, Set<String>> packages = sections ? modules.packages() : Map.of();
        return writer.write(Pids.of(settings, logFolder, packages)).stream()
                .map(Applier::asWritten)
                .toList();
    }

    private static String asWritten(String pid) {
        return switch (pid) {
            case Pids.RUNTIME -> "lifecycle";
            case LogProperties.PID -> "logging";
            default -> pid.replace(Pids.MODULE + "~", "modules.");
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modkit.configuration.Settings;
import org.modkit.configuration.logging.LogProperties;
import org.modkit.configuration.tree.Node;

/** Puts a sound configuration in force. Confined to one thread at a time. */
final class Applier {
    private final AdminWriter writer;
    private final Path home;
    private final InstalledModules modules;
    private final boolean isQuiet;

    Applier(AdminWriter writer, Path home, InstalledModules modules, boolean isQuiet) {
        this.isQuiet = isQuiet;
        this.writer = writer;
        this.home = home;
        this.modules = modules;
    }

    /** Applies it and returns the sections that changed, as the user wrote them. */
    List<String> apply(Settings settings) throws IOException {
        var wanted = new TreeMap<String, SortedMap<String, ?>>(Pids.of(settings));
        SortedMap<String, String> logging = logging(settings);
        // The launcher has seen to it that they are in force from the first line.
        if (writer.owns(LogProperties.PID) || !LogTurn.isDone(logging)) {
            wanted.put(LogProperties.PID, logging);
        }
        List<String> changed = writer.write(wanted);
        if (changed.contains(LogProperties.PID)) {
            LogTurn.await(logging);
        }
        return changed.stream().map(Applier::asWritten).distinct().toList();
    }

    private SortedMap<String, String> logging(Settings settings) {
        // Without a section other than 'default' nobody asks which package is whose.
        Map<String, Set<String>> packages = settings.loggers().isEmpty() ? Map.of() : modules.packages();
        Node.Section section =
                (isQuiet ? settings.quiet() : settings).effective().section("logging");
        return LogProperties.of(section, home.resolve("log"), packages);
    }

    private static String asWritten(String pid) {
        return switch (pid) {
            case Pids.RUNTIME -> "lifecycle";
            case Pids.DATABASE -> "database";
            case LogProperties.PID, Pids.LOGGING -> "logging";
            default -> pid.replace(Pids.MODULE + "~", "modules.");
        };
    }
}

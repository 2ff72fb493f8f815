// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Whose section a logger belongs to.
 *
 * <p>A section's name is taken as a logger and, if it is a module's, stands for the packages in that module's bundle as
 * well, and for what that module writes in a process of its own. The longest name wins, which is log4j2's own rule. So that a module does not get lost in the section of another
 * one whose package happens to enclose its own, it is named even if it has no section.
 */
final class LoggerNames {
    /** What stands before the name of a module in the logger of its output, if it runs in another process. */
    private static final String CHILD = "modkit.child.";

    private LoggerNames() {}

    /**
     * Assigns loggers to sections.
     *
     * @param sections the sections by name, {@code default} not among them
     * @param packages for each module that is installed, the packages in its bundle
     * @param other the section of what has none
     * @return sections by logger
     */
    static Map<String, LogSection> assign(
            Map<String, LogSection> sections, Map<String, Set<String>> packages, LogSection other) {
        var byLogger = new TreeMap<String, LogSection>();
        Function<String, Set<String>> ofModule = name -> packages.getOrDefault(name, Set.of());
        packages.keySet().stream()
                .filter(module -> !sections.containsKey(module))
                .forEach(module -> roots(ofModule.apply(module)).forEach(root -> byLogger.put(root, other)));
        byLogger.keySet()
                .removeIf(logger -> sections.keySet().stream()
                        .flatMap(name -> ofModule.apply(name).stream())
                        .noneMatch(root -> encloses(root, logger)));
        sections.forEach((name, section) -> roots(ofModule.apply(name)).forEach(root -> byLogger.put(root, section)));
        sections.keySet().stream()
                .filter(packages::containsKey)
                .forEach(name -> byLogger.put(CHILD + name, sections.get(name)));
        // Last, because what somebody wrote beats what we found out.
        byLogger.putAll(sections);
        return byLogger;
    }

    /** Leaves out packages that lie in another one of the set. */
    private static SortedSet<String> roots(Set<String> packages) {
        var roots = new TreeSet<String>();
        new TreeSet<>(packages).forEach(name -> {
            if (roots.stream().noneMatch(root -> encloses(root, name))) {
                roots.add(name);
            }
        });
        return roots;
    }

    private static boolean encloses(String outer, String inner) {
        return inner.equals(outer) || inner.startsWith(outer + ".");
    }
}

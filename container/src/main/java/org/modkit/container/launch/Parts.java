// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which bundles a container has.
 *
 * @param bundles what is installed, by start level
 * @param isChild whether another container started it and decides when it ends: it has no folder to drop bundles into, no
 *     control channel, and the signals of the terminal are not for it
 */
public record Parts(SortedMap<Integer, List<Path>> bundles, boolean isChild) {
    /** What people and other machines reach a container by; a child is reached through its host. */
    private static final Set<String> NOT_IN_CHILDREN = Set.of(
            "org.apache.felix.fileinstall",
            "org.apache.felix.gogo.command",
            "org.apache.felix.gogo.runtime",
            "org.apache.felix.gogo.shell",
            "org.modkit.directory",
            "org.modkit.rest.gateway",
            "org.modkit.shell");

    private static final Pattern VERSION = Pattern.compile("-\\d.*");

    /** Copies the bundles. */
    public Parts {
        var copy = new TreeMap<Integer, List<Path>>();
        bundles.forEach((level, jars) -> copy.put(level, List.copyOf(jars)));
        bundles = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Returns those of a container of its own.
     *
     * @param installation whose bundles
     * @return all of them
     * @throws IOException if a folder can't be read
     */
    public static Parts of(Installation installation) throws IOException {
        return new Parts(installation.bundles(), false);
    }

    /**
     * Returns those of a child.
     *
     * @param installation whose bundles, apart from those that make no sense in a child
     * @param modules the jars of its module and of what that needs, which start last
     * @return both
     * @throws IOException if a folder can't be read
     */
    public static Parts ofChild(Installation installation, List<Path> modules) throws IOException {
        SortedMap<Integer, List<Path>> bundles = installation.bundles();
        bundles.replaceAll(
                (level, jars) -> jars.stream().filter(Parts::isInChildren).toList());
        bundles.merge(FrameworkProperties.DEPLOY_LEVEL, modules, Parts::joined);
        return new Parts(bundles, true);
    }

    private static boolean isInChildren(Path jar) {
        return !NOT_IN_CHILDREN.contains(
                VERSION.matcher(jar.getFileName().toString()).replaceFirst(""));
    }

    private static List<Path> joined(List<Path> some, List<Path> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}

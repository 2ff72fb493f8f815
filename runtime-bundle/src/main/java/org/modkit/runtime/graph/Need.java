// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * One thing a module needs: another module.
 *
 * @param module the other module's name
 * @param range the versions of it that will do
 * @param optional whether it only orders the two when both are there
 * @param restart of an optional need, whether the module is restarted when the other one arrives or leaves
 */
public record Need(String module, VersionRange range, boolean optional, boolean restart) {
    private static final VersionRange ANY = new VersionRange("0.0.0");

    /**
     * Reads a need as authors write it: {@code ledger;version=[1.2,2);optional}.
     *
     * @param text the need
     * @return the need
     * @throws IllegalArgumentException with a sentence, if it can't be read
     */
    public static Need parse(String text) {
        String[] parts = text.split(";");
        String name = parts[0].trim();
        ModuleName.fault(name).ifPresent(fault -> {
            throw new IllegalArgumentException(
                    "The need '" + text + "' must start with a module's name, but " + fault + ".");
        });
        var range = ANY;
        boolean optional = false;
        boolean restart = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].trim();
            switch (part) {
                case "optional" -> optional = true;
                case "restart" -> restart = true;
                default -> range = range(text, part);
            }
        }
        if (restart && !optional) {
            throw new IllegalArgumentException("The need '" + text
                    + "' says 'restart', which only an optional need can." + " Add ';optional' or remove ';restart'.");
        }
        return new Need(name, range, optional, restart);
    }

    private static VersionRange range(String text, String part) {
        if (!part.startsWith("version=")) {
            throw new IllegalArgumentException(
                    "The need '" + text + "' may say 'version=', 'optional' and 'restart', but" + " says '" + part
                            + "'. Correct or remove it.");
        }
        String range = part.substring("version=".length()).replace("\"", "").trim();
        try {
            return new VersionRange(range);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The need '" + text + "' must name a version range such as '[1.2,2)', but names '" + range
                            + "'. Correct it.",
                    e);
        }
    }

    /**
     * Tells whether a version will do.
     *
     * @param version the other module's version
     * @return whether it lies in the range
     */
    public boolean accepts(Version version) {
        return range == ANY || range.includes(version);
    }
}

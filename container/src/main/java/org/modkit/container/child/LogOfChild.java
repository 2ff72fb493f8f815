// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import java.util.LinkedHashMap;
import java.util.Map;
import org.modkit.configuration.logging.Level;

/**
 * How a child logs: to its standard output, line by line, whatever the host would write anywhere. The host reads the lines,
 * and decides by its own configuration where they go. Pure.
 */
final class LogOfChild {
    private static final String DEFAULT = "default";
    private static final String FORMAT = "console_format";
    private static final String CONSOLE = "console_level";
    private static final String FILE = "file";
    private static final String FILE_LEVEL = "file_level";

    private LogOfChild() {}

    /**
     * Translates the host's section {@code logging}.
     *
     * @param host what the host said
     * @param own the sections of the child's own file, each of which takes the place of the host's
     * @return the child's section {@code logging}
     */
    static Map<String, Object> of(Map<String, Object> host, Map<String, Object> own) {
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put(DEFAULT, Map.of(CONSOLE, "debug", FILE, ""));
        Map<String, Object> ofDefault = ChildSettings.section(host, DEFAULT);
        host.keySet().forEach(name -> sections.put(name, forwarded(ChildSettings.section(host, name), ofDefault)));
        own.forEach((name, section) -> {
            if (section instanceof Map<?, ?>) {
                sections.put(name, section);
            }
        });
        Map<String, Object> chosen = ChildSettings.section(sections, DEFAULT);
        chosen.putIfAbsent(FORMAT, "line");
        sections.put(DEFAULT, chosen);
        return sections;
    }

    private static Map<String, Object> forwarded(Map<String, Object> section, Map<String, Object> ofDefault) {
        Level console = level(section, ofDefault, CONSOLE, "info");
        Level toFile = level(section, ofDefault, FILE_LEVEL, "debug");
        boolean hasFile = !said(section, ofDefault, FILE, "modkit.log").isBlank();
        return Map.of(CONSOLE, (hasFile ? console.or(toFile) : console).word(), FILE, "");
    }

    private static Level level(
            Map<String, Object> section, Map<String, Object> ofDefault, String key, String otherwise) {
        String word = said(section, ofDefault, key, otherwise);
        try {
            return Level.of(word);
        } catch (IllegalArgumentException e) {
            // A host of another version; a child that says a bit too much or too little is better than none.
            return Level.of(otherwise);
        }
    }

    private static String said(
            Map<String, Object> section, Map<String, Object> ofDefault, String key, String otherwise) {
        Object said = section.getOrDefault(key, ofDefault.getOrDefault(key, otherwise));
        return said == null ? otherwise : said.toString();
    }
}

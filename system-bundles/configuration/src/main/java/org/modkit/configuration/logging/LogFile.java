// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * The properties that hold from the first line of the log, before there is a Configuration Admin.
 *
 * @param path where they lie
 */
public record LogFile(Path path) {
    /**
     * Returns the file of an instance.
     *
     * @param home the instance folder
     * @return {@code data/logging.properties}
     */
    public static LogFile of(Path home) {
        return new LogFile(home.resolve("data").resolve("logging.properties"));
    }

    /**
     * Writes it.
     *
     * @param properties what is to be in it
     * @throws IOException if it can't be written
     */
    public void write(SortedMap<String, String> properties) throws IOException {
        var text = new StringBuilder("# Made from etc/modkit.yaml; changes here are lost.\n");
        properties.forEach((key, value) ->
                text.append(key).append('=').append(escaped(value)).append('\n'));
        Files.writeString(path, text, StandardCharsets.US_ASCII);
    }

    /** As java.util.Properties reads it, which does not know UTF-8. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (c < ' ' || c > '~') {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}

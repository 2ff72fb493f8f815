// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/** Finds out at which level a child meant a line: from JSON, from the second word of plain text, or INFO. Pure. */
final class Levels {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d");

    private Levels() {}

    static Level of(String line) {
        String text = line.strip();
        if (text.startsWith("{") && text.contains("\"level\"")) {
            Optional<Level> level = JsonField.text(text, "level").flatMap(Levels::named);
            if (level.isPresent()) {
                return level.get();
            }
        }
        String[] words = SPACE.split(text, 3);
        return words.length < 2 ? Level.INFO : plain(words[1]).orElse(Level.INFO);
    }

    /** What is left of a plain line without a time and the level behind it; another line as it is. */
    static String withoutHead(String line) {
        String[] words = SPACE.split(line.strip(), 3);
        boolean isHead = words.length == 3
                && TIME.matcher(words[0]).find()
                && plain(words[1]).isPresent();
        return isHead ? words[2] : line;
    }

    /** As in the original, a word of both cases is prose. */
    private static Optional<Level> plain(String word) {
        boolean isOneCase = word.equals(word.toUpperCase(Locale.ROOT)) || word.equals(word.toLowerCase(Locale.ROOT));
        return isOneCase ? named(word) : Optional.empty();
    }

    private static Optional<Level> named(String word) {
        return Arrays.stream(Level.values())
                .filter(level -> level.name().equalsIgnoreCase(word))
                .findFirst();
    }
}

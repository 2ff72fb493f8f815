// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.util.Locale;
import org.slf4j.event.Level;

/**
 * A line that a child wrote.
 *
 * @param stream where it wrote it
 * @param level of what the child meant it to be
 * @param text without line break, color and other control characters
 */
public record Line(Stream stream, Level level, String text) {
    /**
     * Returns what is said, without the time and the level that a log writes before it.
     *
     * @return the rest of the text, or all of it if it does not begin with these
     */
    public String message() {
        return Levels.withoutHead(text);
    }

    /** The two streams of a process. */
    public enum Stream {
        /** Standard output. */
        STDOUT,
        /** Standard error. */
        STDERR;

        /**
         * Returns the name in logs.
         *
         * @return {@code stdout} or {@code stderr}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

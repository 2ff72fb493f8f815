// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.util.function.Consumer;
import org.modkit.configuration.tree.Secrets;
import org.modkit.process.output.Line;
import org.slf4j.event.Level;

/** Remembers what a child said last, for whoever wonders why it ended. Written by one thread, read by any. */
final class LastWords implements Consumer<Line> {
    private static final int MOST = 400;

    private final Consumer<Line> next;
    private volatile String error = "";
    private volatile String line = "";

    LastWords(Consumer<Line> next) {
        this.next = next;
    }

    @Override
    public void accept(Line said) {
        if (!said.text().isBlank()) {
            line = said.message();
            if (said.level() == Level.ERROR) {
                error = said.message();
            }
        }
        next.accept(said);
    }

    /** Its last error, or else its last line, as a sentence that begins with a space; nothing if it said nothing. */
    String sentence() {
        if (!error.isEmpty()) {
            return " Its last error was: '" + shown(error) + "'.";
        }
        return line.isEmpty() ? "" : " Its last line was: '" + shown(line) + "'.";
    }

    private static String shown(String text) {
        String plain = Secrets.maskedText(text.strip());
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "…";
    }
}

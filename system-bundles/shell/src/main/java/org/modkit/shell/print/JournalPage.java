// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.modkit.api.status.JournalEntry;

/** The journal as a list for people, oldest entry first. */
public final class JournalPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private JournalPage() {}

    /**
     * Writes the list.
     *
     * @param entries what happened
     * @param zone the time zone of its reader
     * @param width how many characters fit on a line
     * @return lines, without a line end after the last
     */
    public static String of(List<JournalEntry> entries, ZoneId zone, int width) {
        if (entries.isEmpty()) {
            return "Nothing has happened yet.";
        }
        int digits = Long.toString(entries.get(entries.size() - 1).seq()).length();
        return entries.stream().map(e -> line(e, digits, zone, width)).collect(Collectors.joining("\n"));
    }

    private static String line(JournalEntry entry, int digits, ZoneId zone, int width) {
        String number = Long.toString(entry.seq());
        String head = " ".repeat(Math.max(0, digits - number.length())) + number + "  "
                + TIME.format(entry.at().atZone(zone)) + "  ";
        // What one entry led to is found by following these numbers back.
        String cause = entry.cause() == 0 ? "" : " (from " + entry.cause() + ")";
        String indent = " ".repeat(head.length());
        String text = Lines.wrap(entry.text() + cause, indent, width);
        return head + text.substring(Math.min(indent.length(), text.length()));
    }
}

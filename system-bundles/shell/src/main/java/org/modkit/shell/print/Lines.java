// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

/** Breaks sentences into lines. */
public final class Lines {
    private Lines() {}

    /**
     * Breaks a text at blanks so that its lines fit; a word that is too long gets a line of its own.
     *
     * @param text the text, which may have line ends already
     * @param indent what every line begins with
     * @param width how many characters fit on a line
     * @return one or more lines without a line end after the last
     */
    public static String wrap(String text, String indent, int width) {
        var lines = new StringBuilder();
        text.lines().forEach(line -> wrapLine(lines, line, indent, width));
        return lines.toString();
    }

    private static void wrapLine(StringBuilder lines, String line, String indent, int width) {
        int begin = open(lines, indent);
        for (String word : line.split(" ")) {
            boolean first = lines.length() == begin + indent.length();
            if (!first && lines.length() - begin + 1 + word.length() > width) {
                begin = open(lines, indent);
                first = true;
            }
            lines.append(first ? "" : " ").append(word);
        }
    }

    private static int open(StringBuilder lines, String indent) {
        if (!lines.isEmpty()) {
            lines.append('\n');
        }
        int begin = lines.length();
        lines.append(indent);
        return begin;
    }
}

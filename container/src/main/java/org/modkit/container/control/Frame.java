// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.control;

import java.io.IOException;

/**
 * One line of an answer: a JSON object with one field.
 *
 * @param kind the field: {@code out}, {@code err} or {@code exit}
 * @param value its value
 */
record Frame(String kind, String value) {
    /** Reads a line such as {@code {"out":"two\nlines"}} or {@code {"exit":0}}. */
    static Frame of(String line) throws IOException {
        try {
            return new Reader(line).frame();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("The container answered '" + line + "', which is no answer.", e);
        }
    }

    private static final class Reader {
        private final String line;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        Frame frame() throws IOException {
            skip('{');
            String kind = text();
            skip(':');
            blanks();
            return new Frame(kind, line.charAt(at) == '"' ? text() : bare());
        }

        private void blanks() {
            while (Character.isWhitespace(line.charAt(at))) {
                at++;
            }
        }

        private void skip(char expected) throws IOException {
            blanks();
            if (line.charAt(at++) != expected) {
                throw new IOException("The container answered '" + line + "', which is no answer.");
            }
        }

        private String bare() {
            int end = line.indexOf('}', at);
            return line.substring(at, end).strip();
        }

        private String text() throws IOException {
            skip('"');
            var text = new StringBuilder();
            while (line.charAt(at) != '"') {
                char c = line.charAt(at++);
                text.append(c == '\\' ? escaped() : c);
            }
            at++;
            return text.toString();
        }

        private char escaped() {
            char c = line.charAt(at++);
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> {
                    at += 4;
                    yield (char) Integer.parseInt(line.substring(at - 4, at), 16);
                }
                default -> c;
            };
        }
    }
}

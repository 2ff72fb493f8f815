// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.util.Optional;

/**
 * Finds one text of a JSON object on a line, without a library and without building the object. Pure; never throws, and
 * takes time in proportion to the line.
 */
final class JsonField {
    private final String json;
    private int at;

    private JsonField(String json) {
        this.json = json;
    }

    /** Returns the text of a field of the outermost object; nothing if it is no object, is broken, or the field is no text. */
    static Optional<String> text(String json, String name) {
        return json.startsWith("{") && json.endsWith("}") ? new JsonField(json).find(name) : Optional.empty();
    }

    private Optional<String> find(String name) {
        Optional<String> found = Optional.empty();
        int depth = 0;
        for (at = 0; at < json.length(); at++) {
            char next = json.charAt(at);
            if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
            } else if (next == '"') {
                boolean isKey = depth == 1 && name.equals(quoted()) && follows(':');
                if (isKey && follows('"')) {
                    found = Optional.ofNullable(quoted());
                }
            }
        }
        return depth == 0 ? found : Optional.empty();
    }

    /** Reads from the opening quote to the closing one, and stays there; null if there is none. */
    private String quoted() {
        int start = at + 1;
        for (at = start; at < json.length(); at++) {
            if (json.charAt(at) == '\\') {
                at++;
            } else if (json.charAt(at) == '"') {
                return json.substring(start, at);
            }
        }
        return null;
    }

    /** Goes to the next character that is no space if it is this one; stays otherwise. */
    private boolean follows(char expected) {
        int next = at + 1;
        while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        boolean is = next < json.length() && json.charAt(next) == expected;
        if (is) {
            at = next;
        }
        return is;
    }
}

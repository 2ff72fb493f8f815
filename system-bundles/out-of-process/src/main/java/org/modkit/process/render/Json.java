// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.util.Collection;
import java.util.Map;

/** Writes JSON. Pure. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** Takes maps, collections, texts, numbers, truth values and null; anything else is written as its text. */
    static String of(Object value) {
        var json = new Json();
        json.write(value);
        return json.text.toString();
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> map) {
            char before = '{';
            text.append(map.isEmpty() ? "{" : "");
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(before);
                quote(entry.getKey().toString());
                text.append(':');
                write(entry.getValue());
                before = ',';
            }
            text.append('}');
        } else if (value instanceof Collection<?> several) {
            char before = '[';
            text.append(several.isEmpty() ? "[" : "");
            for (Object each : several) {
                text.append(before);
                write(each);
                before = ',';
            }
            text.append(']');
        } else if (value == null || value instanceof Boolean || isNumber(value)) {
            text.append(value);
        } else {
            quote(value.toString());
        }
    }

    /** JSON knows no infinity. */
    private static boolean isNumber(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private void quote(String said) {
        text.append('"');
        for (int at = 0; at < said.length(); at++) {
            char character = said.charAt(at);
            switch (character) {
                case '"', '\\' -> text.append('\\').append(character);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> plain(character);
            }
        }
        text.append('"');
    }

    private void plain(char character) {
        // Also half characters, which UTF-8 has no bytes for.
        if (character < ' ' || Character.isSurrogate(character) || character == 0x2028 || character == 0x2029) {
            text.append(String.format("\\u%04x", (int) character));
        } else {
            text.append(character);
        }
    }
}

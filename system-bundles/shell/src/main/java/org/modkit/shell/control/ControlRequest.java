// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.modkit.shell.verb.Invocation;
import org.modkit.shell.verb.Refusal;

/**
 * What a client asks.
 *
 * @param verb the verb's name, known or not
 * @param asked how it is asked
 */
record ControlRequest(String verb, Invocation asked) {
    private static final int SCHEMA = 1;
    private static final int USUAL_WIDTH = 100;
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads a request; throws a {@link Refusal} with a sentence for everything that is none. */
    static ControlRequest of(String line) {
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("a JSON object", "'" + excerpt(line) + "'");
            }
            var draft = new Draft();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                draft.read(json.currentName(), json);
            }
            return draft.finish();
        } catch (JsonProcessingException e) {
            throw malformed("a JSON object on one line", "'" + excerpt(line) + "'");
        } catch (IOException e) {
            // Reading a String does not fail.
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal malformed(String expected, String found) {
        return Refusal.usage(
                "The control channel expected " + expected + ", but found " + found + ". Use the command 'modkit'.");
    }

    private static String excerpt(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "...";
    }

    /** A request while it is being read; fields that are not known are for later versions and skipped. */
    private static final class Draft {
        private int schema;
        private String verb;
        private final List<String> arguments = new ArrayList<>();
        private boolean json;
        private int width = USUAL_WIDTH;

        void read(String field, JsonParser parser) throws IOException {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "schema" -> schema = number(field, value, parser);
                case "verb" -> verb = text(field, value, parser);
                case "arguments" -> readArguments(value, parser);
                case "json" -> json = truth(field, value);
                case "width" -> width = number(field, value, parser);
                default -> parser.skipChildren();
            }
        }

        private void readArguments(JsonToken value, JsonParser parser) throws IOException {
            if (value != JsonToken.START_ARRAY) {
                throw malformed("a list in field 'arguments'", describe(value));
            }
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                arguments.add(text("arguments", item, parser));
            }
        }

        private static int number(String field, JsonToken value, JsonParser parser) throws IOException {
            if (value != JsonToken.VALUE_NUMBER_INT) {
                throw malformed("an integer in field '" + field + "'", describe(value));
            }
            return parser.getIntValue();
        }

        private static String text(String field, JsonToken value, JsonParser parser) throws IOException {
            if (value != JsonToken.VALUE_STRING) {
                throw malformed("text in field '" + field + "'", describe(value));
            }
            return parser.getText();
        }

        private static boolean truth(String field, JsonToken value) {
            if (value == null || !value.isBoolean()) {
                throw malformed("true or false in field '" + field + "'", describe(value));
            }
            return value == JsonToken.VALUE_TRUE;
        }

        private static String describe(JsonToken value) {
            return value == null ? "the end" : "'" + value + "'";
        }

        ControlRequest finish() {
            if (schema != SCHEMA) {
                throw malformed("schema " + SCHEMA, schema == 0 ? "none" : Integer.toString(schema));
            }
            if (verb == null) {
                throw malformed("a field 'verb'", "none");
            }
            Invocation typed = Invocation.of(arguments, width);
            return new ControlRequest(verb, json ? new Invocation(typed.arguments(), true, width) : typed);
        }
    }
}

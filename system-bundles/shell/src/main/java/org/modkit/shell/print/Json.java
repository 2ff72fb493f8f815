// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes one JSON object on one line. */
public final class Json {
    /** The number of the contract. Added fields leave it alone; anything else raises it. */
    static final int SCHEMA = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        /**
         * Writes them.
         *
         * @param json an open object
         * @throws IOException if that fails
         */
        void writeTo(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /**
     * Writes an object, with the contract's number first.
     *
     * @param fields its other fields
     * @return one line
     */
    public static String object(Fields fields) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            // A StringWriter does not fail.
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

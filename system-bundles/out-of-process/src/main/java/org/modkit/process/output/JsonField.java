// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Finds one text of a JSON object on a line, without building the object. Pure; never throws. */
final class JsonField {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonField() {}

    /** Returns the text of a field of the outermost object; nothing if it is no object, is broken, or the field is no text. */
    static Optional<String> text(String line, String name) {
        try (JsonParser json = JSON.createParser(line)) {
            Optional<String> found = Optional.empty();
            boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
            while (isObject && json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = json.currentName().equals(name);
                if (json.nextToken() == JsonToken.VALUE_STRING && isIt) {
                    found = Optional.of(json.getText());
                }
                json.skipChildren();
            }
            return isObject && json.nextToken() == null ? found : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }
}

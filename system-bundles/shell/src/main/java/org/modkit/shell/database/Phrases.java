// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.modkit.api.database.ChangeSet;

/** What several pages write alike. */
final class Phrases {
    private Phrases() {}

    /** Writes {@code 1 module}, {@code 2 modules}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Writes what is not known as JSON does. */
    static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static void changeSets(JsonGenerator json, String field, List<ChangeSet> all) throws IOException {
        json.writeArrayFieldStart(field);
        for (ChangeSet one : all) {
            json.writeStartObject();
            json.writeStringField("id", one.id());
            json.writeStringField("author", one.author());
            json.writeStringField("file", one.file());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

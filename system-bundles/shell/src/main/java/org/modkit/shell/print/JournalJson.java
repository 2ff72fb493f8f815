// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import java.util.Locale;
import java.util.Optional;
import org.modkit.api.status.JournalEntry;

/** One journal entry for machines: the same line as in the journal's file, schema 1. */
public final class JournalJson {
    private JournalJson() {}

    /**
     * Writes the entry.
     *
     * @param entry what happened
     * @return one line
     */
    public static String of(JournalEntry entry) {
        return Json.object(json -> {
            json.writeNumberField("seq", entry.seq());
            json.writeNumberField("cause", entry.cause());
            json.writeStringField("at", entry.at().toString());
            json.writeStringField("module", entry.module().orElse(null));
            json.writeFieldName("bundle");
            if (entry.bundle().isPresent()) {
                StatusJson.bundle(json, entry.bundle().get());
            } else {
                json.writeNull();
            }
            json.writeStringField("kind", lower(Optional.of(entry.kind())));
            json.writeStringField("phase", entry.phase().map(Enum::name).orElse(null));
            json.writeStringField("direction", lower(entry.direction()));
            json.writeStringField("outcome", lower(entry.outcome()));
            json.writeNumberField("tookMicros", entry.tookMicros());
            json.writeStringField("text", entry.text());
        });
    }

    private static String lower(Optional<? extends Enum<?>> constant) {
        return constant.map(c -> c.name().toLowerCase(Locale.ROOT)).orElse(null);
    }
}

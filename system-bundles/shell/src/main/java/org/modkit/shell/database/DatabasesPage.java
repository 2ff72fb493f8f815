// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.PoolStatus;
import org.modkit.shell.print.Json;
import org.modkit.shell.print.Table;

/** Every database anybody has used: modules that only migrated have no pool. */
final class DatabasesPage {
    private record Known(String database, Optional<PoolStatus> pool) {}

    private final SortedMap<String, Known> modules = new TreeMap<>();

    DatabasesPage(List<PoolStatus> pools, List<MigrationReport> reports) {
        reports.forEach(report -> modules.put(report.module(), new Known(report.database(), Optional.empty())));
        pools.forEach(pool -> modules.put(pool.module(), new Known(pool.database(), Optional.of(pool))));
    }

    String text(int width) {
        if (modules.isEmpty()) {
            return "No module uses a database.";
        }
        var table = new Table("MODULE", "IN USE", "IDLE", "WAITING", "MAX", "DATABASE");
        modules.forEach((module, known) -> table.row(
                known.pool().map(PoolStatus::trouble).orElse(""),
                module,
                known.pool().map(pool -> Integer.toString(pool.active())).orElse("-"),
                known.pool().map(pool -> Integer.toString(pool.idle())).orElse("-"),
                known.pool().map(pool -> Integer.toString(pool.waiting())).orElse("-"),
                known.pool().map(pool -> Integer.toString(pool.max())).orElse("-"),
                known.database().isEmpty() ? "-" : known.database()));
        return table.toText(width);
    }

    String json() {
        return Json.object(json -> {
            json.writeArrayFieldStart("databases");
            for (var entry : modules.entrySet()) {
                json.writeStartObject();
                json.writeStringField("module", entry.getKey());
                json.writeStringField(
                        "database", Phrases.orNull(entry.getValue().database()));
                json.writeFieldName("pool");
                write(json, entry.getValue().pool());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Optional<PoolStatus> pool) throws IOException {
        if (pool.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("active", pool.get().active());
        json.writeNumberField("idle", pool.get().idle());
        json.writeNumberField("waiting", pool.get().waiting());
        json.writeNumberField("max", pool.get().max());
        json.writeStringField("trouble", Phrases.orNull(pool.get().trouble()));
        json.writeEndObject();
    }
}

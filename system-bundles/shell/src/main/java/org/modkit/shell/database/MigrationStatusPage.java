// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.modkit.api.database.MigrationStatus;
import org.modkit.shell.print.Json;
import org.modkit.shell.print.Lines;
import org.modkit.shell.print.Table;

/** How databases stand to their change logs. */
final class MigrationStatusPage {
    private MigrationStatusPage() {}

    /** Whether the next migration can be expected to succeed. */
    static boolean isGood(MigrationStatus one) {
        return one.problem().isEmpty() && one.changed().isEmpty();
    }

    static String of(List<MigrationStatus> all, List<Absent> absent, int width) {
        if (all.isEmpty() && absent.isEmpty()) {
            return "No module has migrations.";
        }
        var table = new Table("MODULE", "APPLIED", "PENDING", "CHANGED", "DATABASE");
        for (MigrationStatus one : all) {
            boolean known = one.problem().isEmpty();
            table.row(
                    note(one),
                    one.module(),
                    known ? Integer.toString(one.applied().size()) : "-",
                    known ? Integer.toString(one.pending().size()) : "-",
                    known ? Integer.toString(one.changed().size()) : "-",
                    one.database().isEmpty() ? "-" : one.database());
        }
        absent.forEach(one -> table.row(one.reason(), one.module(), "-", "-", "-", "-"));
        return Lines.wrap(headline(all, absent), "", width) + "\n\n" + table.toText(width);
    }

    private static String headline(List<MigrationStatus> all, List<Absent> absent) {
        int pending = all.stream().mapToInt(one -> one.pending().size()).sum();
        int changed = all.stream().mapToInt(one -> one.changed().size()).sum();
        long unknown = absent.size()
                + all.stream().filter(one -> !one.problem().isEmpty()).count();
        int modules = all.size() + absent.size();
        var parts = new ArrayList<String>();
        if (unknown < modules) {
            parts.add(pending == 0 ? "nothing is pending" : Phrases.count(pending, "change set") + " pending");
        }
        if (changed > 0) {
            parts.add(changed + " edited after being applied");
        }
        if (unknown > 0) {
            parts.add(unknown + " could not be looked at");
        }
        return Phrases.count(modules, "module") + ": " + String.join(", ", parts) + ".";
    }

    private static String note(MigrationStatus one) {
        var lines = new ArrayList<String>();
        one.pending().forEach(change -> lines.add("pending " + change));
        one.changed().forEach(change -> lines.add("edited after being applied " + change));
        if (!one.lock().isEmpty()) {
            lines.add("The lock of its migrations is " + one.lock() + ".");
        }
        lines.add(one.problem());
        return String.join("\n", lines).strip();
    }

    static String json(List<MigrationStatus> all, List<Absent> absent) {
        return Json.object(json -> {
            json.writeArrayFieldStart("migrations");
            for (MigrationStatus one : all) {
                write(json, one);
            }
            for (Absent one : absent) {
                write(json, new MigrationStatus(one.module(), "", List.of(), List.of(), List.of(), "", one.reason()));
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, MigrationStatus one) throws IOException {
        json.writeStartObject();
        json.writeStringField("module", one.module());
        json.writeStringField("database", Phrases.orNull(one.database()));
        Phrases.changeSets(json, "applied", one.applied());
        Phrases.changeSets(json, "pending", one.pending());
        Phrases.changeSets(json, "changed", one.changed());
        json.writeStringField("lock", Phrases.orNull(one.lock()));
        json.writeStringField("problem", Phrases.orNull(one.problem()));
        json.writeEndObject();
    }
}

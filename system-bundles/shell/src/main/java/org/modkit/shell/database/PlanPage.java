// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.modkit.api.database.MigrationPlan;
import org.modkit.shell.print.Json;
import org.modkit.shell.verb.Reply;

/** What migrating would execute: a script, in which everything that is no SQL is a comment. */
final class PlanPage {
    private PlanPage() {}

    static void tell(List<MigrationPlan> all, List<Absent> absent, Reply reply) {
        if (all.isEmpty() && absent.isEmpty()) {
            reply.out("-- No module has migrations.");
        }
        for (MigrationPlan plan : all) {
            if (plan.problem().isEmpty()) {
                reply.out(script(plan));
            } else {
                reply.err(plan.problem());
            }
        }
        absent.forEach(one -> reply.err(one.reason()));
    }

    private static String script(MigrationPlan plan) {
        String head = "-- Module '" + plan.module() + "': "
                + (plan.pending().isEmpty()
                        ? "nothing is pending"
                        : Phrases.count(plan.pending().size(), "change set") + " pending")
                + " (" + plan.database() + ").";
        return plan.sql().isBlank() ? head : head + "\n\n" + plan.sql().strip() + "\n";
    }

    static String json(List<MigrationPlan> all, List<Absent> absent) {
        return Json.object(json -> {
            json.writeArrayFieldStart("plans");
            for (MigrationPlan plan : all) {
                write(json, plan);
            }
            for (Absent one : absent) {
                write(json, new MigrationPlan(one.module(), "", List.of(), "", one.reason()));
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, MigrationPlan plan) throws IOException {
        json.writeStartObject();
        json.writeStringField("module", plan.module());
        json.writeStringField("database", Phrases.orNull(plan.database()));
        Phrases.changeSets(json, "pending", plan.pending());
        json.writeStringField("sql", plan.sql());
        json.writeStringField("problem", Phrases.orNull(plan.problem()));
        json.writeEndObject();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;
import org.modkit.api.status.ModuleState;
import org.modkit.shell.print.Json;
import org.modkit.shell.print.Lines;
import org.modkit.shell.print.Table;

/** What migrations did. */
final class MigratedPage {
    private MigratedPage() {}

    static String of(List<Migrated> all, int width) {
        if (all.isEmpty()) {
            return "No module has migrations.";
        }
        var table = new Table("MODULE", "OUTCOME", "APPLIED", "SKIPPED", "TOOK", "DATABASE");
        for (Migrated one : all) {
            Optional<MigrationReport> report = one.report();
            table.row(
                    note(one),
                    one.module(),
                    outcome(one),
                    report.map(r -> Integer.toString(r.applied().size())).orElse("-"),
                    report.map(r -> Integer.toString(r.skipped())).orElse("-"),
                    report.map(r -> took(r.took())).orElse("-"),
                    report.map(MigrationReport::database)
                            .filter(shown -> !shown.isEmpty())
                            .orElse("-"));
        }
        return Lines.wrap(headline(all), "", width) + "\n\n" + table.toText(width);
    }

    private static String headline(List<Migrated> all) {
        var parts = new ArrayList<String>();
        add(parts, all.stream().filter(one -> one.is(Outcome.APPLIED)).count(), "migrated");
        add(parts, all.stream().filter(one -> one.is(Outcome.UP_TO_DATE)).count(), "up to date");
        add(parts, all.stream().filter(MigratedPage::isFailed).count(), "failed");
        add(
                parts,
                all.stream()
                        .filter(one -> one.absent().isPresent() && !isFailed(one))
                        .count(),
                "not migrated");
        return Phrases.count(all.size(), "module") + ": " + String.join(", ", parts) + ".";
    }

    private static boolean isFailed(Migrated one) {
        return one.is(Outcome.FAILED)
                || one.absent()
                        .filter(absent -> absent.state() == ModuleState.FAILED)
                        .isPresent();
    }

    private static void add(List<String> parts, long count, String word) {
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }

    private static String outcome(Migrated one) {
        return one.report()
                .map(report -> report.outcome().name().replace('_', ' '))
                .orElseGet(() -> one.absent().orElseThrow().state().name());
    }

    private static String note(Migrated one) {
        var lines = new ArrayList<String>();
        one.report().ifPresent(report -> report.applied().forEach(change -> lines.add("applied " + change)));
        lines.add(one.problem());
        return String.join("\n", lines).strip();
    }

    private static String took(Duration took) {
        return took.toMillis() < 1000
                ? took.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    static String json(List<Migrated> all) {
        return Json.object(json -> {
            json.writeArrayFieldStart("migrations");
            for (Migrated one : all) {
                Optional<MigrationReport> report = one.report();
                json.writeStartObject();
                json.writeStringField("module", one.module());
                json.writeStringField(
                        "database",
                        Phrases.orNull(report.map(MigrationReport::database).orElse("")));
                json.writeStringField(
                        "outcome", report.map(r -> r.outcome().name()).orElse("NOT_MIGRATED"));
                Phrases.changeSets(
                        json, "applied", report.map(MigrationReport::applied).orElse(List.of()));
                json.writeNumberField(
                        "skipped", report.map(MigrationReport::skipped).orElse(0));
                json.writeNumberField(
                        "tookMicros", report.map(r -> r.took().toNanos() / 1000).orElse(0L));
                json.writeStringField("problem", Phrases.orNull(one.problem()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}

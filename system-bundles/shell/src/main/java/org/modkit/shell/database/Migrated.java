// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.database;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationReport.Outcome;

/**
 * How one module came out of the database phase.
 *
 * @param module its name
 * @param report what its migration did; empty if there was none
 * @param absent why it did not get through; empty if it did, or if the report says it
 */
record Migrated(String module, Optional<MigrationReport> report, Optional<Absent> absent) {
    /** Puts both together, one for each module, by name. */
    static List<Migrated> of(Collection<MigrationReport> reports, Collection<Absent> absent) {
        // Modules that go down again are absent, too; what their migration did is the better answer.
        List<Absent> unreported = Absent.except(
                List.copyOf(absent),
                reports.stream().map(MigrationReport::module).toList());
        return Stream.concat(
                        reports.stream()
                                .map(report -> new Migrated(report.module(), Optional.of(report), Optional.empty())),
                        unreported.stream().map(one -> new Migrated(one.module(), Optional.empty(), Optional.of(one))))
                .sorted(Comparator.comparing(Migrated::module))
                .toList();
    }

    boolean is(Outcome outcome) {
        return report.filter(r -> r.outcome() == outcome).isPresent();
    }

    /** Whether its schema is not what its change log says. */
    boolean isBad() {
        return absent.isPresent() || is(Outcome.FAILED);
    }

    String problem() {
        return report.map(MigrationReport::problem)
                .or(() -> absent.map(Absent::reason))
                .orElse("");
    }
}

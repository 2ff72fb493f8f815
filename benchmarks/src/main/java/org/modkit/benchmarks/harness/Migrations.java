// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modkit.benchmarks.migration.ChangeLogs;
import org.modkit.benchmarks.migration.Homes;
import org.modkit.benchmarks.migration.LiquibaseAlone;
import org.modkit.benchmarks.migration.Migrating;
import org.modkit.benchmarks.migration.ModkitMigrations;

/** Migrates fresh databases and then the same databases again, with all contenders in turns. */
final class Migrations {
    private static final String FIRST = "first run";
    private static final String AGAIN = "up to date";

    private final ChangeLogs logs;

    Migrations(ChangeLogs logs) {
        this.logs = logs;
    }

    /** Runs all rounds in this process, warm after the first ones. */
    List<Row> run(Rounds rounds) throws Exception {
        var contenders =
                List.of(new LiquibaseAlone(logs), new ModkitMigrations(logs, true), new ModkitMigrations(logs, false));
        Map<String, List<Long>> took = new LinkedHashMap<>();
        Map<Migrating, Homes> homes = new LinkedHashMap<>();
        for (Migrating contender : contenders) {
            homes.put(contender, new Homes(Files.createTempDirectory("modkit-benchmark")));
        }
        for (int round = 0; round < rounds.all(); round++) {
            for (Migrating contender : contenders) {
                round(contender, homes.get(contender), round >= rounds.warmUp() ? took : new LinkedHashMap<>());
            }
        }
        for (Migrating contender : contenders) {
            contender.close();
            homes.get(contender).delete();
        }
        return rows("migrations", took);
    }

    private void round(Migrating contender, Homes home, Map<String, List<Long>> took) throws Exception {
        home.delete();
        contender.fresh(home);
        for (String measure : List.of(FIRST, AGAIN)) {
            note(took, contender.name() + "|" + measure, migrate(contender));
            check(contender, home);
        }
    }

    private static long migrate(Migrating contender) throws Exception {
        System.gc();
        long start = System.nanoTime();
        contender.migrate();
        long took = System.nanoTime() - start;
        contender.down();
        return took;
    }

    private void check(Migrating contender, Homes home) throws Exception {
        if (!contender.name().contains("no databases")) {
            home.check(logs, contender.name());
        }
    }

    /** Runs each measurement in a process of its own, in which nothing is loaded yet. */
    List<Row> runCold(int processes) throws Exception {
        Map<String, List<Long>> took = new LinkedHashMap<>();
        for (int round = 0; round < processes; round++) {
            for (String contender : List.of("liquibase", "modkit", "modkit-without")) {
                var home = new Homes(Files.createTempDirectory("modkit-benchmark"));
                for (String measure : List.of(FIRST, AGAIN)) {
                    OneMigration.Answer answer = OneMigration.inProcess(contender, logs, home);
                    note(took, answer.name() + "|" + measure, answer.nanos());
                }
                home.delete();
            }
        }
        return rows("migrations, cold", took);
    }

    private static void note(Map<String, List<Long>> took, String key, long nanos) {
        took.computeIfAbsent(key, k -> new ArrayList<>()).add(nanos);
    }

    private List<Row> rows(String experiment, Map<String, List<Long>> took) {
        return took.entrySet().stream()
                .map(entry -> {
                    String[] key = entry.getKey().split("\\|");
                    var sample = new Sample(
                            entry.getValue().stream().mapToLong(Long::longValue).toArray());
                    return new Row(experiment, key[0], key[1], logs.modules(), sample);
                })
                .toList();
    }
}

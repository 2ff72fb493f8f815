// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.io.IOException;
import java.util.List;
import org.modkit.benchmarks.failover.RunningModkit;

/** How long it takes until a module is served again after one of its processes was killed. */
final class Failovers {
    private Failovers() {}

    static List<Row> run(Rounds rounds) throws IOException {
        var samples = new Samples();
        for (int instances = 1; instances <= 2; instances++) {
            String who = instances == 1 ? "1 process" : instances + " processes";
            try (var modkit = new RunningModkit(instances)) {
                for (int round = 0; round < rounds.all(); round++) {
                    RunningModkit.Recovery recovery = modkit.kill();
                    if (round >= rounds.warmUp()) {
                        samples.note(who, "first sum", recovery.served());
                        samples.note(who, "longest call after it", recovery.longest());
                        samples.note(who, "all there again", recovery.whole());
                    }
                }
            }
        }
        return samples.rows("failover", 1);
    }

    static void table(Results results, List<Row> rows) {
        results.say("%nFrom kill -9 of a child of the calculator%n");
        results.say("| calculator in | until | median ms | best ms | p90 ms |");
        results.say("|---|---|---:|---:|---:|");
        for (Row row : rows) {
            Sample sample = row.sample();
            results.say(
                    "| %s | %s | %.0f | %.0f | %.0f |",
                    row.contender(),
                    row.measure(),
                    sample.medianMillis(),
                    sample.bestMillis(),
                    sample.ninetiethMillis());
        }
    }
}

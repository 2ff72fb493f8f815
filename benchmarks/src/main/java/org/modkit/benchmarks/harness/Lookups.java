// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.util.Collection;
import java.util.List;
import org.modkit.benchmarks.lookup.LookupBenchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmark of lookups in processes of its own. */
final class Lookups {
    private final Results results;

    Lookups(Results results) {
        this.results = results;
    }

    void run() throws Exception {
        var options =
                new OptionsBuilder().include(LookupBenchmark.class.getName()).build();
        Collection<RunResult> all = new Runner(options).run();
        results.say("%nOne lookup%n%n| way | ns | error |%n|---|---:|---:|");
        for (RunResult one : all) {
            var score = one.getPrimaryResult();
            results.say("| %s | %.2f | %.2f |", score.getLabel(), score.getScore(), score.getScoreError());
            // Samples are whole nanoseconds; a thousand lookups keep three digits.
            var sample = new Sample(new long[] {Math.round(score.getScore() * 1_000)});
            results.add(List.of(new Row("thousand lookups", score.getLabel(), "get", 1_000, sample)));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modkit.benchmarks.grpc.PairProcess;
import org.modkit.benchmarks.grpc.Wiring;

/** Lets one pair after the other call, again and again: many callers at once, then a single one. */
final class GrpcLoads {
    private static final String EXPERIMENT = "grpc";
    private static final String EACH = "each of many";
    private static final String CPU = "CPU for each of many";
    private static final String MEDIAN = "p50 of many";
    private static final String NEARLY_ALL = "p99 of many";
    private static final String ALONE = "p50 alone";
    private static final double NANOS_IN_SECOND = 1e9;

    /** The compiler is busy with a pair for that many rounds. */
    private static final int LONGEST_FIRST = 6;

    private final int callers;
    private final Duration busy;
    private final Duration alone;
    private final Samples samples = new Samples();

    GrpcLoads(int callers, Duration busy, Duration alone) {
        this.callers = callers;
        this.busy = busy;
        this.alone = alone;
    }

    List<Row> run(Rounds rounds) throws IOException {
        Map<Wiring, PairProcess> pairs = new EnumMap<>(Wiring.class);
        try {
            for (Wiring wiring : Wiring.values()) {
                pairs.put(wiring, new PairProcess(wiring));
                pairs.get(wiring).load(callers, busy.multipliedBy(LONGEST_FIRST));
            }
            for (int round = 0; round < rounds.all(); round++) {
                for (Wiring wiring : Wiring.values()) {
                    round(wiring, pairs.get(wiring), round >= rounds.warmUp());
                }
            }
        } finally {
            for (PairProcess pair : pairs.values()) {
                pair.close();
            }
        }
        return samples.rows(EXPERIMENT, callers);
    }

    private void round(Wiring wiring, PairProcess pair, boolean counts) throws IOException {
        PairProcess.Load many = pair.load(callers, busy);
        PairProcess.Load one = pair.load(1, alone);
        if (counts) {
            samples.note(wiring.label(), EACH, many.nanos() / many.calls());
            samples.note(wiring.label(), CPU, many.cpu() / many.calls());
            samples.note(wiring.label(), MEDIAN, many.median());
            samples.note(wiring.label(), NEARLY_ALL, many.nearlyAll());
            samples.note(wiring.label(), ALONE, one.median());
        }
    }

    /** Prints medians, each with its ratio to those of the bare pair. */
    static void table(Results results, List<Row> rows) {
        results.say(
                "%nOne unary method, %d callers at once, and one alone%n",
                rows.get(0).size());
        results.say("| contender | calls/s | x bare | p50 us | x bare | p99 us | x bare | alone, p50 us | x bare "
                + "| CPU, us | x bare |");
        results.say("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Wiring wiring : Wiring.values()) {
            var line = new StringBuilder("| " + wiring.label() + " ");
            double bare = NANOS_IN_SECOND / median(rows, Wiring.BARE, EACH);
            double ours = NANOS_IN_SECOND / median(rows, wiring, EACH);
            line.append(String.format(Locale.ROOT, "| %.0f | %.2f ", ours, ours / bare));
            for (String measure : List.of(MEDIAN, NEARLY_ALL, ALONE, CPU)) {
                double nanos = median(rows, wiring, measure);
                line.append(String.format(
                        Locale.ROOT, "| %.0f | %.2f ", nanos / 1e3, nanos / median(rows, Wiring.BARE, measure)));
            }
            results.say("%s|", line);
        }
    }

    private static double median(List<Row> rows, Wiring wiring, String measure) {
        return rows.stream()
                .filter(row ->
                        row.contender().equals(wiring.label()) && row.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .sample()
                .medianNanos();
    }
}

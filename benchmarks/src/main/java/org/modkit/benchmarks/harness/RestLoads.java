// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modkit.benchmarks.rest.Load;
import org.modkit.benchmarks.rest.ServerProcess;
import org.modkit.benchmarks.rest.Who;

/** Puts a load on one server after the other, again and again: many connections at once, then a single one. */
final class RestLoads {
    private static final String EXPERIMENT = "rest";
    private static final String EACH = "each of many";
    private static final String CPU = "server's CPU for each of many";
    private static final String MEDIAN = "p50 of many";
    private static final String NEARLY_ALL = "p99 of many";
    private static final String ALONE = "p50 alone";
    private static final double NANOS_IN_SECOND = 1e9;

    /** The compiler is busy with a server for that many rounds. */
    private static final int LONGEST_FIRST = 6;

    private final int connections;
    private final Duration busy;
    private final Duration alone;
    private final Samples samples = new Samples();

    RestLoads(int connections, Duration busy, Duration alone) {
        this.connections = connections;
        this.busy = busy;
        this.alone = alone;
    }

    List<Row> run(Rounds rounds) throws IOException {
        Map<Who, ServerProcess> servers = new EnumMap<>(Who.class);
        try {
            for (Who who : Who.values()) {
                servers.put(who, new ServerProcess(who, true));
                Load.on(servers.get(who).resource(), connections, busy.multipliedBy(LONGEST_FIRST));
            }
            for (int round = 0; round < rounds.all(); round++) {
                for (Who who : Who.values()) {
                    round(who, servers.get(who), round >= rounds.warmUp());
                }
            }
        } finally {
            for (ServerProcess server : servers.values()) {
                server.close();
            }
        }
        return samples.rows(EXPERIMENT, connections);
    }

    private void round(Who who, ServerProcess server, boolean counts) throws IOException {
        long cpu = server.cpu();
        Load many = Load.on(server.resource(), connections, busy);
        cpu = server.cpu() - cpu;
        Load one = Load.on(server.resource(), 1, alone);
        if (counts) {
            samples.note(who.label(), EACH, many.nanos() / many.requests());
            samples.note(who.label(), CPU, cpu / many.requests());
            samples.note(who.label(), MEDIAN, many.median());
            samples.note(who.label(), NEARLY_ALL, many.nearlyAll());
            samples.note(who.label(), ALONE, one.median());
        }
    }

    /** Prints medians, each with its ratio to those of the bare pair. */
    static void table(Results results, List<Row> rows) {
        results.say(
                "%nOne JSON resource, %d connections at once, and one alone%n",
                rows.get(0).size());
        results.say("| contender | requests/s | x bare | p50 µs | x bare | p99 µs | x bare | alone, p50 µs | x bare "
                + "| server's CPU, µs | x bare |");
        results.say("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Who who : Who.values()) {
            var line = new StringBuilder("| " + who.label() + " ");
            double bare = NANOS_IN_SECOND / median(rows, Who.BARE, EACH);
            double ours = NANOS_IN_SECOND / median(rows, who, EACH);
            line.append(String.format(Locale.ROOT, "| %.0f | %.2f ", ours, ours / bare));
            for (String measure : List.of(MEDIAN, NEARLY_ALL, ALONE, CPU)) {
                double nanos = median(rows, who, measure);
                line.append(String.format(
                        Locale.ROOT, "| %.0f | %.2f ", nanos / 1e3, nanos / median(rows, Who.BARE, measure)));
            }
            results.say("%s|", line);
        }
    }

    private static double median(List<Row> rows, Who who, String measure) {
        return rows.stream()
                .filter(row ->
                        row.contender().equals(who.label()) && row.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .sample()
                .medianNanos();
    }
}

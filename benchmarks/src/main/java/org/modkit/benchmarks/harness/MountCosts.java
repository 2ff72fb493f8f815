// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.modkit.benchmarks.rest.Load;
import org.modkit.benchmarks.rest.ServerProcess;
import org.modkit.benchmarks.rest.Who;

/** What modules with a resource each cost a gateway, and the same modules without; new processes for each number. */
final class MountCosts {
    private static final String WITH = "ModKit";
    private static final String WITHOUT = "ModKit, no REST";
    private static final String ALL = "all of them";
    private static final String HEAP = "heap in MB";
    private static final String ONE_MORE = "one more";
    private static final String MEDIAN = "p50 of one route";
    private static final String NEARLY_ALL = "p99 of one route";
    private static final Duration LOADED = Duration.ofMillis(700);
    private static final int COMINGS = 25;
    private static final double NANOS_IN_MILLI = 1e6;
    private static final double NANOS_IN_MICRO = 1e3;

    private final int modules;
    private final Samples samples = new Samples();

    MountCosts(int modules) {
        this.modules = modules;
    }

    List<Row> run(int processes) throws IOException {
        for (int round = 0; round < processes; round++) {
            measure(WITHOUT, false);
            measure(WITH, true);
        }
        return samples.rows("mounts", modules);
    }

    private void measure(String contender, boolean withRest) throws IOException {
        try (var server = new ServerProcess(Who.MODKIT, withRest)) {
            // Warm, as a gateway is that has been there for a while.
            server.more(COMINGS);
            Load.on(server.resource(), 1, LOADED);
            long[] all = server.grow(modules + 1);
            samples.note(contender, ALL, all[0]);
            samples.note(contender, HEAP, all[1]);
            samples.note(contender, ONE_MORE, server.more(COMINGS));
            Load.on(server.resource(), 1, LOADED);
            Load route = Load.on(server.resource(), 1, LOADED);
            samples.note(contender, MEDIAN, route.median());
            samples.note(contender, NEARLY_ALL, route.nearlyAll());
        }
    }

    /** Prints medians, and what the mounts add to what modules cost without. */
    static void table(Results results, List<Row> rows) {
        int modules = rows.get(0).size();
        results.say("%n%d modules with a resource each%n", modules);
        results.say("| | all, ms | ms/module | heap, KB/module | one more, ms | one route, p50 µs | p99 µs |");
        results.say("|---|---:|---:|---:|---:|---:|---:|");
        line(results, WITH, modules, measure -> median(rows, WITH, measure));
        line(results, WITHOUT, modules, measure -> median(rows, WITHOUT, measure));
        line(
                results,
                "what the mounts cost",
                modules,
                measure -> median(rows, WITH, measure) - median(rows, WITHOUT, measure));
    }

    private static void line(Results results, String name, int modules, ToDoubleFunction<String> numbers) {
        results.say(
                "| %s | %.1f | %.2f | %.0f | %.2f | %.0f | %.0f |",
                name,
                numbers.applyAsDouble(ALL) / NANOS_IN_MILLI,
                numbers.applyAsDouble(ALL) / NANOS_IN_MILLI / modules,
                numbers.applyAsDouble(HEAP) / 1_000 / modules,
                numbers.applyAsDouble(ONE_MORE) / NANOS_IN_MILLI,
                numbers.applyAsDouble(MEDIAN) / NANOS_IN_MICRO,
                numbers.applyAsDouble(NEARLY_ALL) / NANOS_IN_MICRO);
    }

    private static double median(List<Row> rows, String contender, String measure) {
        return rows.stream()
                .filter(row ->
                        row.contender().equals(contender) && row.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .sample()
                .medianNanos();
    }
}

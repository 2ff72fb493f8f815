// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modkit.benchmarks.contender.Contender;
import org.modkit.benchmarks.contender.EngineContender;
import org.modkit.benchmarks.contender.Probe;
import org.modkit.benchmarks.graph.Graph;

/**
 * Takes up a graph whose hooks sleep, and holds the time against the heaviest chain of needs, which no schedule can beat.
 *
 * <p>A chain is weighed by what its hooks really took, since a sleep is a little longer than was asked for; the time that
 * was asked for is reported beside it.
 */
final class Sleepers {
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final Graph graph;
    private final int workers;

    Sleepers(Graph graph, int workers) {
        this.graph = graph;
        this.workers = workers;
    }

    List<Row> run(Rounds rounds) throws Exception {
        var wall = new ArrayList<Long>();
        var path = new ArrayList<Long>();
        var asked = new ArrayList<Long>();
        long[] weights = IntStream.range(0, graph.size())
                .mapToLong(node -> graph.sleepMillis(node) * NANOS_IN_MILLI)
                .toArray();
        try (var contender = new EngineContender(workers)) {
            var probe = new Probe(graph);
            contender.prepare(graph, probe);
            for (int round = 0; round < rounds.all(); round++) {
                contender.fresh();
                // The first time, threads are begun as well, and that is not what is asked here.
                contender.up();
                contender.down(Contender.Way.ONE_BY_ONE);
                long start = System.nanoTime();
                contender.up();
                long took = System.nanoTime() - start;
                contender.down(Contender.Way.AT_ONCE);
                if (round >= rounds.warmUp()) {
                    wall.add(took);
                    path.add(graph.criticalPath(probe.hookNanos()));
                    asked.add(graph.criticalPath(weights));
                }
            }
        }
        return List.of(row("wall", wall), row("path as slept", path), row("path as asked", asked));
    }

    private Row row(String measure, List<Long> nanos) {
        var sample = new Sample(nanos.stream().mapToLong(Long::longValue).toArray());
        return new Row("sleepers", "engine", measure, graph.size(), sample);
    }
}

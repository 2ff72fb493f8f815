// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modkit.benchmarks.contender.Contender;
import org.modkit.benchmarks.contender.Contender.Way;
import org.modkit.benchmarks.contender.Probe;
import org.modkit.benchmarks.graph.Graph;

/**
 * Takes one graph up and down with all contenders in turns: one round of each, then the next round, so that whatever the
 * machine does meanwhile hits all of them alike.
 */
final class WholeGraph {
    private final Graph graph;
    private final List<Contender> contenders;
    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

    WholeGraph(Graph graph, List<Contender> contenders) {
        this.graph = graph;
        this.contenders = contenders;
    }

    /**
     * Runs all rounds.
     *
     * @return samples by contender name and direction, as {@code name|up}
     */
    Map<String, Sample> run(Rounds rounds) throws Exception {
        Map<Contender, Probe> probes = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            var probe = new Probe(graph);
            contender.prepare(graph, probe);
            probes.put(contender, probe);
        }
        for (int round = 0; round < rounds.all(); round++) {
            for (Contender contender : contenders) {
                for (Way way : Way.values()) {
                    if (contender.knows(way)) {
                        round(contender, probes.get(contender), way, round >= rounds.warmUp());
                    }
                }
            }
        }
        Map<String, Sample> samples = new LinkedHashMap<>();
        nanos.forEach((key, values) -> samples.put(
                key, new Sample(values.stream().mapToLong(Long::longValue).toArray())));
        return samples;
    }

    private void round(Contender contender, Probe probe, Way way, boolean counts) throws Exception {
        contender.fresh();
        if (counts) {
            // Nobody pays for the garbage of the one before.
            System.gc();
        }
        long start = System.nanoTime();
        contender.up();
        long up = System.nanoTime();
        contender.down(way);
        long down = System.nanoTime();
        probe.checkOrder(contender.name());
        if (counts) {
            note(contender.name() + "|up", up - start);
            note(contender.name() + "|" + way, down - up);
        }
    }

    private void note(String key, long value) {
        nanos.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }
}

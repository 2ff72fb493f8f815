// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.modkit.benchmarks.contender.Contender;
import org.modkit.benchmarks.contender.Probe;
import org.modkit.benchmarks.contender.Replacer;
import org.modkit.benchmarks.contender.Replacer.Replacement;
import org.modkit.benchmarks.graph.Graph;

/** Replaces one module of a running graph, over and over, with all contenders in turns. */
final class Replacements {
    private static final int FEWEST = 2;
    private static final int MOST = 8;

    private final Graph graph;
    private final List<Replacer> contenders;

    Replacements(Graph graph, List<Replacer> contenders) {
        this.graph = graph;
        this.contenders = contenders;
    }

    List<Row> run(Rounds rounds) throws Exception {
        Map<Replacer, Probe> probes = new LinkedHashMap<>();
        for (Replacer contender : contenders) {
            var probe = new Probe(graph);
            contender.prepare(graph, probe);
            contender.fresh();
            contender.up();
            probes.put(contender, probe);
        }
        var rows = new ArrayList<Row>();
        rows.addAll(replace("leaf", leaf(), rounds));
        rows.addAll(replace("middle", middle(), rounds));
        for (Replacer contender : contenders) {
            contender.down(Contender.Way.AT_ONCE);
            probes.get(contender).checkOrder(contender.name());
        }
        return rows;
    }

    /** The first one behind the first quarter that nobody needs. */
    private int leaf() {
        return behindQuarter(0, 0);
    }

    /** The first one behind the first quarter that a few need, directly or not. */
    private int middle() {
        return behindQuarter(FEWEST, MOST);
    }

    private int behindQuarter(int fewest, int most) {
        return IntStream.range(graph.size() / 4, graph.size())
                .filter(node -> graph.needs(node).findAny().isPresent())
                .filter(node -> graph.dependents(node) >= fewest && graph.dependents(node) <= most)
                .findFirst()
                .orElseThrow();
    }

    private List<Row> replace(String which, int node, Rounds rounds) throws Exception {
        int dependents = graph.dependents(node);
        Map<String, List<Replacement>> took = new LinkedHashMap<>();
        for (int round = 0; round < rounds.all(); round++) {
            for (Replacer contender : contenders) {
                Replacement one = contender.replace(node, dependents);
                if (round >= rounds.warmUp()) {
                    took.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        var rows = new ArrayList<Row>();
        String what = which + " with " + dependents + " dependents";
        took.forEach((name, all) -> rows.add(new Row(
                "replace",
                name,
                what,
                1 + dependents,
                new Sample(all.stream().mapToLong(Replacement::totalNanos).toArray()))));
        return rows;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modkit.benchmarks.contender.Contender;
import org.modkit.benchmarks.contender.EngineContender;
import org.modkit.benchmarks.contender.ModkitContender;
import org.modkit.benchmarks.contender.MscContender;
import org.modkit.benchmarks.contender.RegistryContender;
import org.modkit.benchmarks.contender.Replacer;
import org.modkit.benchmarks.contender.ScrContender;
import org.modkit.benchmarks.graph.Graph;
import org.modkit.benchmarks.migration.ChangeLogs;

/**
 * Runs the experiments named on the command line: {@code graph:SIZE} (with {@code +scr} behind it for SCR as well),
 * {@code replace:SIZE}, {@code sleepers}, {@code lookup}, {@code migrations:MODULESxCHANGESETS}, {@code rest},
 * {@code first-request}, {@code mounts:SIZE}, {@code grpc}, {@code failover}. The first argument is the file for the
 * results.
 */
public final class Main {
    static final long SEED = 20_260_101;
    private static final String RIVAL = "MSC, 4 threads";
    private static final int MSC_THREADS = 4;
    private static final Rounds FEW = new Rounds(1, 3);
    private static final Rounds CHANGES = new Rounds(200, 201);
    private static final Rounds SLEEPS = new Rounds(3, 11);
    private static final int SLEEPERS = 200;
    private static final int SLEEPER_WORKERS = 64;
    private static final int MANY = 5_000;
    private static final Rounds MIGRATIONS = new Rounds(3, 9);
    private static final int PROCESSES = 7;
    private static final int CONNECTIONS = 16;
    private static final Rounds LOADS = new Rounds(4, 13);
    private static final int MOUNTING_PROCESSES = 3;
    private static final int CALLERS = 16;
    private static final Rounds KILLS = new Rounds(1, 7);

    private final Results results;

    Main(Results results) {
        this.results = results;
    }

    /**
     * Runs them.
     *
     * @param args the file for the results, then the experiments
     * @throws Exception if one of them fails
     */
    public static void main(String[] args) throws Exception {
        var results = new Results(System.out);
        var main = new Main(results);
        for (String experiment : Arrays.asList(args).subList(1, args.length)) {
            main.run(experiment);
        }
        results.write(Path.of(args[0]));
        // Threads of the contenders may idle on for a while.
        System.exit(0);
    }

    void run(String experiment) throws Exception {
        String[] parts = experiment.split("[:+]");
        switch (parts[0]) {
            case "graph" -> {
                int size = Integer.parseInt(parts[1]);
                graph(size, Rounds.enoughFor(size), parts.length > 2);
            }
            case "replace" -> replace(Integer.parseInt(parts[1]), CHANGES);
            case "sleepers" -> sleepers(SLEEPS);
            case "lookup" -> new Lookups(results).run();
            case "migrations" -> {
                String[] sizes = parts[1].split("x");
                var logs = new ChangeLogs(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
                migrations(logs, MIGRATIONS, PROCESSES);
            }
            case "rest" -> rest(new RestLoads(CONNECTIONS, Duration.ofMillis(1_500), Duration.ofMillis(500)), LOADS);
            case "first-request" -> firstRequest(PROCESSES);
            case "mounts" -> mounts(Integer.parseInt(parts[1]), MOUNTING_PROCESSES);
            case "grpc" -> grpc(new GrpcLoads(CALLERS, Duration.ofMillis(1_500), Duration.ofMillis(500)), LOADS);
            case "failover" -> failover(KILLS);
            default ->
                throw new IllegalArgumentException("Unknown experiment '" + experiment
                        + "'. Use graph:SIZE, graph:SIZE+scr, replace:SIZE, sleepers, lookup,"
                        + " migrations:MODULESxCHANGESETS, rest, first-request, mounts:SIZE, grpc or failover.");
        }
    }

    void graph(int size, Rounds rounds, boolean scr) throws Exception {
        Graph graph = Graph.random(size, SEED);
        String what = "%d modules, %d needs, depth %d".formatted(size, graph.edges(), graph.depth());
        var contenders = List.<Contender>of(
                new MscContender(MSC_THREADS), new EngineContender(), new ModkitContender(), new RegistryContender());
        var rows = new ArrayList<>(measure(graph, contenders, rounds));
        if (scr) {
            rows.addAll(measure(graph, List.of(new ScrContender()), size < MANY ? rounds.shorter() : FEW));
        }
        results.add(rows);
        results.table(what, rows, RIVAL);
    }

    private static List<Row> measure(Graph graph, List<Contender> contenders, Rounds rounds) throws Exception {
        Map<String, Sample> samples = new WholeGraph(graph, contenders).run(rounds);
        for (Contender contender : contenders) {
            contender.close();
        }
        return samples.entrySet().stream()
                .map(entry -> {
                    String[] key = entry.getKey().split("\\|");
                    return new Row("graph", key[0], key[1], graph.size(), entry.getValue());
                })
                .toList();
    }

    void replace(int size, Rounds rounds) throws Exception {
        var contenders = List.<Replacer>of(new MscContender(MSC_THREADS), new EngineContender(), new ModkitContender());
        List<Row> rows = new Replacements(Graph.random(size, SEED), contenders).run(rounds);
        for (Contender contender : contenders) {
            contender.close();
        }
        results.add(rows);
        results.table("One module replaced among " + size, rows, RIVAL);
    }

    void sleepers(Rounds rounds) throws Exception {
        Graph graph = Graph.sleeping(SLEEPERS, SEED, new Graph.Sleep(1, 5, 20));
        List<Row> rows = new Sleepers(graph, SLEEPER_WORKERS).run(rounds);
        results.add(rows);
        results.table("%d sleeping hooks, depth %d".formatted(SLEEPERS, graph.depth()), rows, "engine");
        results.say(
                "%nwall / critical path as slept: %.3f, as asked: %.3f",
                rows.get(0).sample().medianNanos() / rows.get(1).sample().medianNanos(),
                rows.get(0).sample().medianNanos() / rows.get(2).sample().medianNanos());
    }

    void migrations(ChangeLogs logs, Rounds rounds, int processes) throws Exception {
        String what = "%d modules with %d change sets each, H2 files".formatted(logs.modules(), logs.changeSets());
        List<Row> warm = new Migrations(logs).run(rounds);
        results.add(warm);
        results.table(what + ", warm", warm, "Liquibase");
        if (processes > 0) {
            List<Row> cold = new Migrations(logs).runCold(processes);
            results.add(cold);
            results.table(what + ", each in a new process", cold, "Liquibase");
        }
    }

    void rest(RestLoads loads, Rounds rounds) throws Exception {
        List<Row> rows = loads.run(rounds);
        results.add(rows);
        RestLoads.table(results, rows);
    }

    void firstRequest(int processes) throws Exception {
        List<Row> rows = FirstRequests.run(processes);
        results.add(rows);
        results.table("The first request, each in a new process", rows, "Jetty + Jersey");
    }

    void mounts(int modules, int processes) throws Exception {
        List<Row> rows = new MountCosts(modules).run(processes);
        results.add(rows);
        MountCosts.table(results, rows);
    }

    void grpc(GrpcLoads loads, Rounds rounds) throws Exception {
        List<Row> rows = loads.run(rounds);
        results.add(rows);
        GrpcLoads.table(results, rows);
    }

    void failover(Rounds rounds) throws Exception {
        List<Row> rows = Failovers.run(rounds);
        results.add(rows);
        Failovers.table(results, rows);
    }
}

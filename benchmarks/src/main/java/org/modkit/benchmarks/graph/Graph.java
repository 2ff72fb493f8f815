// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A directed graph without circles: every node needs up to three earlier ones, and its hook may sleep for a while.
 *
 * <p>Immutable. The order of the numbers is a topological order, so a contender that is handed the nodes by number never
 * has to wait for a need that is still to come, which is the friendliest order for all of them.
 */
public final class Graph {
    private static final int MOST_NEEDS = 3;

    private final int[][] needs;
    private final int[][] neededBy;
    private final int[] sleepMillis;

    private Graph(int[][] needs, int[] sleepMillis) {
        this.needs = needs;
        this.sleepMillis = sleepMillis;
        this.neededBy = invert(needs);
    }

    /**
     * Makes a graph whose hooks do nothing.
     *
     * @param size the number of nodes
     * @param seed decides the edges
     * @return the same graph for the same arguments
     */
    public static Graph random(int size, long seed) {
        return new Graph(randomNeeds(size, new Random(seed)), new int[size]);
    }

    /**
     * Makes a graph in which a share of the hooks sleeps on the way up.
     *
     * @param size the number of nodes
     * @param seed decides the edges and the sleepers
     * @param sleep who sleeps, and how long
     * @return the same graph for the same arguments
     */
    public static Graph sleeping(int size, long seed, Sleep sleep) {
        var random = new Random(seed);
        int[][] needs = randomNeeds(size, random);
        int[] millis = new int[size];
        for (int node = 0; node < size; node++) {
            int drawn = sleep.minMillis() + random.nextInt(sleep.maxMillis() - sleep.minMillis() + 1);
            millis[node] = random.nextDouble() < sleep.share() ? drawn : 0;
        }
        return new Graph(needs, millis);
    }

    /**
     * Who sleeps, and how long.
     *
     * @param share the share of nodes that sleep, 0 to 1
     * @param minMillis the shortest sleep
     * @param maxMillis the longest sleep
     */
    public record Sleep(double share, int minMillis, int maxMillis) {}

    private static int[][] randomNeeds(int size, Random random) {
        int[][] needs = new int[size][];
        for (int node = 0; node < size; node++) {
            int upper = node;
            needs[node] = random.ints(random.nextInt(MOST_NEEDS + 1), 0, Math.max(1, upper))
                    .filter(need -> need < upper)
                    .distinct()
                    .sorted()
                    .toArray();
        }
        return needs;
    }

    private static int[][] invert(int[][] needs) {
        int[] count = new int[needs.length];
        Arrays.stream(needs).flatMapToInt(Arrays::stream).forEach(need -> count[need]++);
        int[][] neededBy = new int[needs.length][];
        Arrays.setAll(neededBy, node -> new int[count[node]]);
        for (int node = needs.length - 1; node >= 0; node--) {
            for (int need : needs[node]) {
                neededBy[need][--count[need]] = node;
            }
        }
        return neededBy;
    }

    /**
     * Counts the nodes.
     *
     * @return how many there are
     */
    public int size() {
        return needs.length;
    }

    /**
     * Counts the edges.
     *
     * @return how many needs all nodes have together
     */
    public int edges() {
        return Arrays.stream(needs).mapToInt(n -> n.length).sum();
    }

    /**
     * Names a node.
     *
     * @param node its number
     * @return a legal module name
     */
    public String name(int node) {
        return "node-" + node;
    }

    /**
     * Tells what a node needs.
     *
     * @param node its number
     * @return numbers below {@code node}, ascending
     */
    public IntStream needs(int node) {
        return Arrays.stream(needs[node]);
    }

    /**
     * Tells who needs a node.
     *
     * @param node its number
     * @return numbers above {@code node}, ascending
     */
    public IntStream neededBy(int node) {
        return Arrays.stream(neededBy[node]);
    }

    /**
     * Tells how long a node's hook sleeps on the way up.
     *
     * @param node its number
     * @return milliseconds, 0 for not at all
     */
    public int sleepMillis(int node) {
        return sleepMillis[node];
    }

    /**
     * Counts the nodes that have to come down before a node can.
     *
     * @param node its number
     * @return how many need it, directly or through others
     */
    public int dependents(int node) {
        var seen = new BitSet(size());
        var open = new ArrayDeque<Integer>();
        open.add(node);
        while (!open.isEmpty()) {
            for (int dependent : neededBy[open.remove()]) {
                if (!seen.get(dependent)) {
                    seen.set(dependent);
                    open.add(dependent);
                }
            }
        }
        return seen.cardinality();
    }

    /**
     * Adds up the heaviest chain of needs: no schedule, however parallel, can be faster.
     *
     * @param weight the cost of each node
     * @return the sum along the chain
     */
    public long criticalPath(long[] weight) {
        long[] done = new long[size()];
        for (int node = 0; node < size(); node++) {
            done[node] = needs(node).mapToLong(need -> done[need]).max().orElse(0) + weight[node];
        }
        return Arrays.stream(done).max().orElse(0);
    }

    /**
     * Tells how many nodes the longest chain of needs has.
     *
     * @return the depth
     */
    public int depth() {
        long[] one = new long[size()];
        Arrays.fill(one, 1);
        return (int) criticalPath(one);
    }
}

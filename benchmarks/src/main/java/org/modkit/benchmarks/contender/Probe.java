// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.modkit.benchmarks.graph.Graph;

/**
 * What every node's hooks do, whatever system calls them: count, and sleep where the graph says so.
 *
 * <p>It also notes the order, one array store per call, so that after each round one can tell whether the system kept
 * the order it promises; a system that is fast because it forgets the order would be no contender.
 */
public final class Probe {
    private static final long PATIENCE_SECONDS = 300;

    private final Graph graph;
    private final AtomicInteger clock = new AtomicInteger();
    private final int[] upAt;
    private final int[] downAt;
    private final long[] hookNanos;
    /** What a sleeping hook waits for; it stands for work that takes its time without taking a processor. */
    private final CountDownLatch never = new CountDownLatch(1);
    // Replaced between rounds by the harness thread; hooks read it, hence volatile.
    private volatile CountDownLatch latch = new CountDownLatch(0);

    /**
     * Makes a probe.
     *
     * @param graph whose nodes it counts
     */
    public Probe(Graph graph) {
        this.graph = graph;
        this.upAt = new int[graph.size()];
        this.downAt = new int[graph.size()];
        this.hookNanos = new long[graph.size()];
    }

    /**
     * Says how many calls to wait for; called before the first of them can come.
     *
     * @param calls how many calls of {@link #up} or {@link #down}
     */
    public void expect(int calls) {
        latch = new CountDownLatch(calls);
    }

    /**
     * Waits for the expected calls.
     *
     * @throws Exception if they do not come within five minutes
     */
    public void await() throws Exception {
        CountDownLatch waitedFor = latch;
        if (!waitedFor.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("Expected every hook to be called, but " + waitedFor.getCount() + " were not.");
        }
    }

    /**
     * The hook on the way up.
     *
     * @param node whose
     */
    public void up(int node) {
        int millis = graph.sleepMillis(node);
        if (millis > 0) {
            sleep(node, millis);
        }
        upAt[node] = clock.incrementAndGet();
        latch.countDown();
    }

    /**
     * The hook on the way down.
     *
     * @param node whose
     */
    public void down(int node) {
        downAt[node] = clock.incrementAndGet();
        latch.countDown();
    }

    private void sleep(int node, int millis) {
        long before = System.nanoTime();
        try {
            never.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hookNanos[node] = System.nanoTime() - before;
    }

    /**
     * Tells how long each sleeping hook took the last time; a sleep takes a little longer than was asked for.
     *
     * @return nanoseconds by node
     */
    public long[] hookNanos() {
        return hookNanos.clone();
    }

    /**
     * Checks the order of the last round: up after everything needed, down before it.
     *
     * @param who named in the complaint
     * @throws IllegalStateException if a node was too early
     */
    public void checkOrder(String who) {
        for (int node = 0; node < graph.size(); node++) {
            int dependent = node;
            graph.needs(node).forEach(need -> {
                if (upAt[need] > upAt[dependent] || downAt[need] < downAt[dependent]) {
                    throw new IllegalStateException(who + " did not keep the order of '" + graph.name(dependent)
                            + "' and '" + graph.name(need) + "', which it needs.");
                }
            });
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a server did in some time: every connection asks again as soon as it has its answer. One thread does all of that,
 * since it runs on the same machine as the server and takes no more of it than it must.
 *
 * @param nanos how long it took
 * @param latencies one for each request, sorted
 */
public record Load(long nanos, long[] latencies) {
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    /**
     * Loads a server.
     *
     * @param resource what is asked for
     * @param connections how many at once
     * @param time for how long
     * @return what it did
     * @throws IOException if a request fails
     */
    public static Load on(URI resource, int connections, Duration time) throws IOException {
        var clients = new ArrayList<Client>();
        try (Selector selector = Selector.open()) {
            for (int each = 0; each < connections; each++) {
                var client = new Client(resource);
                clients.add(client);
                client.askAndWait();
                client.follow(selector);
            }
            return run(selector, clients, time.toNanos());
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    private static Load run(Selector selector, List<Client> clients, long most) throws IOException {
        var latencies = new long[1 << 16];
        int answers = 0;
        int busy = clients.size();
        long start = System.nanoTime();
        for (Client client : clients) {
            client.ask();
        }
        while (busy > 0) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                var client = (Client) key.attachment();
                if (!client.hasAnswer()) {
                    continue;
                }
                if (answers == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * answers);
                }
                latencies[answers] = client.nanosSinceAsked();
                answers++;
                if (System.nanoTime() - start < most) {
                    client.ask();
                } else {
                    busy--;
                }
            }
            selector.selectedKeys().clear();
        }
        long took = System.nanoTime() - start;
        long[] sorted = Arrays.copyOf(latencies, answers);
        Arrays.sort(sorted);
        return new Load(took, sorted);
    }

    /**
     * Returns how many requests it answered.
     *
     * @return the number
     */
    public int requests() {
        return latencies.length;
    }

    /**
     * Returns how long half of the requests took at most.
     *
     * @return in nanoseconds
     */
    public long median() {
        return at(MEDIAN);
    }

    /**
     * Returns how long all took but one of a hundred.
     *
     * @return in nanoseconds
     */
    public long nearlyAll() {
        return at(NEARLY_ALL);
    }

    private long at(double share) {
        return latencies[(int) Math.round((latencies.length - 1) * share)];
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A process that serves, does what it reads, and tells how long that took: {@code grow COUNT}, {@code more TIMES}. It ends
 * when nobody can tell it anything any more.
 */
final class Server {
    /** Begins each line that is an answer. */
    static final String SAYS = "> ";

    private static final String MANY = "1000000";

    private Server() {}

    /**
     * Serves.
     *
     * @param args who, and whether modules after the first have resources
     * @throws Exception if it fails
     */
    public static void main(String[] args) throws Exception {
        // Threads of the framework would keep a failed process alive.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        Served served = served(Who.valueOf(args[0]), Boolean.parseBoolean(args[1]));
        long start = System.nanoTime();
        URI resource = served.listen();
        long listens = System.nanoTime() - start;
        try (var client = new Client(resource)) {
            client.askAndWait();
        }
        say(resource + " " + listens + " " + (System.nanoTime() - start));
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            say(words[0].equals("grow") ? grow(served, words[1]) : more(served, words[1]));
        }
        served.close();
        System.exit(0);
    }

    private static Served served(Who who, boolean withRest) throws Exception {
        return switch (who) {
            case BARE -> new BareServer();
            case MODKIT -> new GatewayServer(Map.of("rate_limit.rps", MANY, "rate_limit.burst", MANY), withRest);
            case NO_LOG ->
                new GatewayServer(
                        Map.of("rate_limit.rps", MANY, "rate_limit.burst", MANY, "access_log", "false"), withRest);
            case NO_LOG_NO_LIMITS ->
                new GatewayServer(Map.of("rate_limit.enabled", "false", "access_log", "false"), withRest);
        };
    }

    private static void say(String answer) {
        System.out.println(SAYS + answer);
    }

    private static String grow(Served served, String count) throws Exception {
        long before = heap();
        long start = System.nanoTime();
        served.grow(Integer.parseInt(count));
        long took = System.nanoTime() - start;
        return took + " " + (heap() - before);
    }

    private static String more(Served served, String times) throws Exception {
        var took = LongStream.builder();
        for (int time = 0; time < Integer.parseInt(times); time++) {
            long start = System.nanoTime();
            served.come();
            took.add(System.nanoTime() - start);
            served.go();
        }
        return took.build().mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private static long heap() {
        for (int time = 0; time < 3; time++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.grpc;

import io.grpc.Channel;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.modkit.benchmarks.grpc.wire.Pair;
import org.modkit.benchmarks.grpc.wire.SumsGrpc;
import org.modkit.benchmarks.grpc.wire.SumsGrpc.SumsBlockingStub;

/** Callers, each of which calls again as soon as it has its answer. */
final class Calls {
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final Channel channel;

    Calls(Channel channel) {
        this.channel = channel;
    }

    /**
     * Calls.
     *
     * @return the number of calls, the nanoseconds all of it took, and those that half of the calls and nearly all took at most
     */
    String run(int callers, int millis) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long begin = System.nanoTime();
            long end = begin + millis * NANOS_IN_MILLI;
            Callable<long[]> caller = () -> callUntil(end);
            var latencies = LongStream.builder();
            for (Future<long[]> each : threads.invokeAll(
                    Stream.generate(() -> caller).limit(callers).toList())) {
                Arrays.stream(each.get()).forEach(latencies);
            }
            long took = System.nanoTime() - begin;
            long[] sorted = latencies.build().sorted().toArray();
            return LongStream.of(sorted.length, took, at(sorted, MEDIAN), at(sorted, NEARLY_ALL))
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(" "));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.round((sorted.length - 1) * share)];
    }

    private long[] callUntil(long end) {
        SumsBlockingStub sums = SumsGrpc.newBlockingStub(channel).withWaitForReady();
        var latencies = new long[1 << 10];
        int calls = 0;
        long before;
        do {
            before = System.nanoTime();
            long sum = sums.add(Pair.newBuilder().setA(calls).setB(1).build()).getValue();
            if (sum != calls + 1) {
                throw new IllegalStateException("Expected " + (calls + 1) + ", but found " + sum + ".");
            }
            if (calls == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * calls);
            }
            latencies[calls] = System.nanoTime() - before;
            calls++;
        } while (before < end);
        return Arrays.copyOf(latencies, calls);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many threads at the same instances. */
class RacesTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    @Test
    void tellsOnlyChangesThatMayFollowOneAnother() throws Exception {
        var clock = new AtomicLong();
        var told = new ConcurrentLinkedQueue<Change>();
        var registry = new Registry(
                new InMemoryStore(),
                new Limits(Duration.ofNanos(50), Duration.ofNanos(50), 10, 10),
                () -> Instant.EPOCH.plusNanos(clock.incrementAndGet()),
                told::add);
        var key = new InstanceKey("sums", new UUID(0, 1));
        var begin = new CountDownLatch(1);
        var workers = Executors.newFixedThreadPool(THREADS);

        List<? extends Future<?>> all = IntStream.range(0, THREADS)
                .mapToObj(number -> workers.submit(() -> {
                    begin.await();
                    for (int round = 0; round < ROUNDS; round++) {
                        step(registry, key, round * THREADS + number);
                    }
                    return null;
                }))
                .toList();
        begin.countDown();
        for (Future<?> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
        workers.shutdown();

        assertThat(told).isNotEmpty().allMatch(RacesTest::isLegal);
        long born = told.stream().filter(change -> change.before().isEmpty()).count();
        long gone = told.stream().filter(change -> change.after().isEmpty()).count();
        assertThat(born - gone).isEqualTo(registry.all().size());
    }

    @Test
    void givesAServiceToOneOfTwoModulesThatBringItAtOnce() throws Exception {
        var limits = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 10_000, 10);
        var registry = new Registry(new InMemoryStore(), limits, () -> Instant.EPOCH, change -> {});
        var workers = Executors.newFixedThreadPool(2);
        for (int round = 0; round < ROUNDS / 5; round++) {
            var at = Map.of("acme.v1.A" + round, URI.create("http://127.0.0.1:1"));
            var begin = new CyclicBarrier(2);
            List<Future<Boolean>> both = Stream.of("one", "other")
                    .map(module -> workers.submit(() -> {
                        begin.await();
                        return isTaken(registry, new InstanceKey(module, UUID.randomUUID()), at);
                    }))
                    .toList();

            assertThat(both.get(0).get(60, TimeUnit.SECONDS))
                    .isNotEqualTo(both.get(1).get(60, TimeUnit.SECONDS));
        }
        workers.shutdown();
    }

    private static boolean isTaken(Registry registry, InstanceKey key, Map<String, URI> at) {
        try {
            registry.register(key, at, Optional.empty());
            return true;
        } catch (RefusedException refusal) {
            return false;
        }
    }

    private static void step(Registry registry, InstanceKey key, int turn) {
        switch (turn % 7) {
            case 0 -> registry.register(key, Map.of("acme.v1.A", URI.create("http://127.0.0.1:1")), Optional.empty());
            case 1 -> registry.sweep();
            case 2 -> registry.deregister(key);
            case 3 -> registry.drain(key);
            case 4 -> registry.resolve("acme.v1.A");
            default -> registry.heartbeat(key);
        }
    }

    private static boolean isLegal(Change change) {
        return change.before().isEmpty()
                || change.after().isEmpty()
                || Transitions.isLegal(change.before().get(), change.after().get());
    }
}

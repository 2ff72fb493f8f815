// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.PriorityBlockingQueue;
import org.modkit.api.Registration;

/** Turns and time as a test has them pass, on its own thread. */
final class PlayedTurns implements Turns {
    private record Later(Instant when, long number, Runnable turn) {}

    private final ConcurrentLinkedDeque<Runnable> posted = new ConcurrentLinkedDeque<>();
    private final PriorityBlockingQueue<Later> later =
            new PriorityBlockingQueue<>(8, Comparator.comparing(Later::when).thenComparing(Later::number));
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private long count;
    boolean isClosed;

    @Override
    public void post(Runnable turn) {
        posted.add(turn);
    }

    @Override
    public Registration after(Duration wait, Runnable turn) {
        var entry = new Later(now.plus(wait), count++, turn);
        later.add(entry);
        return () -> later.remove(entry);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /** Has everything done that is due. */
    void run() {
        while (!posted.isEmpty()) {
            posted.poll().run();
        }
    }

    /** Has time pass. */
    void pass(Duration time) {
        run();
        Instant end = now.plus(time);
        while (!later.isEmpty() && !later.peek().when().isAfter(end)) {
            now = later.peek().when();
            later.poll().turn().run();
            run();
        }
        now = end;
    }
}

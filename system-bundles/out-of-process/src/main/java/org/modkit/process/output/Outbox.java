// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.util.ArrayDeque;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * Lines that wait for a consumer, bounded by what they weigh.
 *
 * <p>When it is full, new lines are dropped and counted, and the next line told is how many. A child is never held up by a
 * slow log, which back pressure through its pipe would do: it would hang in a print, and could not even be stopped politely.
 */
final class Outbox {
    /** Characters that wait at most; about twice as many bytes. */
    static final int CAPACITY = 1024 * 1024;

    /** What an empty line weighs: it takes room too. */
    private static final int WEIGHT_OF_A_LINE = 64;

    private final ArrayDeque<Line> waiting = new ArrayDeque<>();
    private long weight;
    private long dropped;
    private boolean isClosed;

    synchronized void offer(Line line) {
        if (weight + weight(line) > CAPACITY) {
            dropped++;
            return;
        }
        if (dropped > 0) {
            add(droppedLine());
        }
        add(line);
        notifyAll();
    }

    /** No more lines come; those that wait are still told. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    /** Waits for a line; nothing when it is closed and empty. */
    synchronized Optional<Line> take() throws InterruptedException {
        while (waiting.isEmpty() && dropped == 0 && !isClosed) {
            wait();
        }
        if (waiting.isEmpty()) {
            return dropped > 0 ? Optional.of(droppedLine()) : Optional.empty();
        }
        Line line = waiting.poll();
        weight -= weight(line);
        return Optional.of(line);
    }

    private void add(Line line) {
        waiting.add(line);
        weight += weight(line);
    }

    private Line droppedLine() {
        String text = dropped + (dropped == 1 ? " line was" : " lines were")
                + " dropped here, because the child writes faster than its log is written.";
        dropped = 0;
        return new Line(Line.Stream.STDERR, Level.WARN, text);
    }

    private static int weight(Line line) {
        return line.text().length() + WEIGHT_OF_A_LINE;
    }
}

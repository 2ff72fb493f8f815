// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads both streams of a child to their ends and tells their lines, in order within a stream, to a consumer.
 *
 * <p>A thread reads each stream and never waits for the consumer, so that the child never waits for its output; a third one
 * calls the consumer. What the consumer does not take in time is dropped and counted. That a stream ends says nothing about
 * the child, which may live on. Made by a backend when a child has started.
 */
public final class Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final int PIPE = 8192;

    private final Outbox outbox = new Outbox();
    private final CountDownLatch reading = new CountDownLatch(2);
    private final CountDownLatch telling = new CountDownLatch(1);

    /**
     * Starts the threads.
     *
     * @param child the name of the child, for the names of the threads
     * @param streams standard output and standard error of it, in this order
     * @param consumer called on one thread, a line at a time; what it throws loses that line only
     */
    public Forwarder(String child, List<InputStream> streams, Consumer<Line> consumer) {
        for (Line.Stream stream : Line.Stream.values()) {
            InputStream input = streams.get(stream.ordinal());
            daemon("modkit-" + stream.label() + "-" + child, () -> read(stream, input));
        }
        daemon("modkit-output-" + child, () -> tell(consumer));
    }

    /**
     * Waits until all is told. Called when the child has ended.
     *
     * @param patience how long; a stream that another process holds open does not end
     * @return whether everything was told
     * @throws InterruptedException if the thread is
     */
    public boolean finish(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean isRead = reading.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        outbox.close();
        return telling.await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS) && isRead;
    }

    private void read(Line.Stream stream, InputStream input) {
        var splitter = new LineSplitter(text -> outbox.offer(new Line(stream, Levels.of(text), text)));
        byte[] bytes = new byte[PIPE];
        try (input) {
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                splitter.read(bytes, count);
            }
        } catch (IOException e) {
            LOG.debug("The {} of a child ended", stream.label(), e);
        } finally {
            splitter.ended();
            reading.countDown();
            if (reading.getCount() == 0) {
                outbox.close();
            }
        }
    }

    private void tell(Consumer<Line> consumer) {
        try {
            for (var line = outbox.take(); line.isPresent(); line = outbox.take()) {
                tell(consumer, line.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            telling.countDown();
        }
    }

    private static void tell(Consumer<Line> consumer, Line line) {
        try {
            consumer.accept(line);
        } catch (RuntimeException e) {
            LOG.warn("A line of a child's output could not be told", e);
        }
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}

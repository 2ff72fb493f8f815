// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

@Timeout(60)
class ForwarderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    @Test
    void tellsBothStreamsToTheirEnds() throws Exception {
        var forwarder = new Forwarder("c", List.of(text("a\nb"), text("12:00 ERROR c\n")), lines::add);

        assertThat(forwarder.finish(PATIENCE)).isTrue();
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        new Line(Line.Stream.STDOUT, Level.INFO, "a"),
                        new Line(Line.Stream.STDOUT, Level.INFO, "b"),
                        new Line(Line.Stream.STDERR, Level.ERROR, "12:00 ERROR c"));
    }

    @Test
    void hearsOneStreamAfterTheOtherWasClosed() throws Exception {
        var child = new PipedOutputStream();
        var forwarder = new Forwarder("c", List.of(text(""), new PipedInputStream(child)), lines::add);

        child.write("still here\n".getBytes(StandardCharsets.UTF_8));
        child.flush();
        assertThat(lines.poll(30, TimeUnit.SECONDS).text()).isEqualTo("still here");
        child.close();
        assertThat(forwarder.finish(PATIENCE)).isTrue();
    }

    @Test
    void takesABrokenStreamForItsEnd() throws Exception {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        assertThat(new Forwarder("c", List.of(broken, text("x")), lines::add).finish(PATIENCE))
                .isTrue();
        assertThat(lines).hasSize(1);
    }

    @Test
    void dropsAndCountsWhatASlowConsumerCannotTakeAndHoldsNobodyUp() throws Exception {
        var unblocked = new CountDownLatch(1);
        var flood = new Flood(200_000);
        var forwarder = new Forwarder("c", List.of(flood, text("")), line -> {
            await(unblocked);
            lines.add(line);
        });

        assertThat(flood.closed.await(30, TimeUnit.SECONDS)).isTrue();
        unblocked.countDown();
        assertThat(forwarder.finish(PATIENCE)).isTrue();

        assertThat(lines)
                .hasSizeLessThan(40_000)
                .last()
                .satisfies(last -> assertThat(last.level()).isEqualTo(Level.WARN));
        long told =
                lines.stream().filter(line -> line.text().equals(Flood.LINE)).count();
        long dropped = lines.stream()
                .filter(line -> line.level() == Level.WARN)
                .mapToLong(line -> Long.parseLong(line.text().split(" ")[0]))
                .sum();
        assertThat(told + dropped).isEqualTo(200_000);
    }

    @Test
    void losesOnlyTheLineAtWhichTheConsumerThrows() throws Exception {
        var forwarder = new Forwarder("c", List.of(text("bad\ngood\n"), text("")), line -> {
            if (line.text().equals("bad")) {
                throw new IllegalStateException("a consumer that throws, on purpose");
            }
            lines.add(line);
        });

        assertThat(forwarder.finish(PATIENCE)).isTrue();
        assertThat(lines).hasSize(1);
    }

    @Test
    void doesNotWaitForeverForAStreamThatSomebodyElseHoldsOpen() throws Exception {
        var held = new PipedOutputStream();
        var forwarder = new Forwarder("c", List.of(new PipedInputStream(held), text("x\n")), lines::add);

        assertThat(forwarder.finish(Duration.ofMillis(50))).isFalse();
        held.close();
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Flood extends InputStream {
        static final String LINE = "the same line again and again";

        final CountDownLatch closed = new CountDownLatch(1);
        private final byte[] bytes = (LINE + "\n").getBytes(StandardCharsets.UTF_8);
        private int left;

        Flood(int lines) {
            this.left = lines;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left-- <= 0) {
                return -1;
            }
            System.arraycopy(bytes, 0, into, offset, bytes.length);
            return bytes.length;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}

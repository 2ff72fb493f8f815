// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ticker;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.modkit.api.CancellationToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client, and the ticks that it has not got yet: at most so many that there is no need to count bytes. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int MOST_BEHIND = 16;
    private static final long LOOK_MS = 200;

    private final SseEventSink sink;
    private final Sse sse;
    private final BlockingQueue<Tick> ticks = new ArrayBlockingQueue<>(MOST_BEHIND);
    private volatile boolean isDropped;

    Listener(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
    }

    /** False if it is so far behind that it will hardly catch up. */
    boolean offer(Tick tick) {
        return ticks.offer(tick);
    }

    /** Ends the stream when what is being written is written, or when the gateway has waited for that long enough. */
    void drop() {
        isDropped = true;
    }

    /** Passes ticks on until one side ends it. */
    void listen(CancellationToken token) throws InterruptedException {
        try (sink) {
            while (!token.isCancelled() && !isDropped && !sink.isClosed()) {
                Tick tick = ticks.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (tick != null) {
                    sink.send(event(tick)).toCompletableFuture().join();
                }
            }
        } catch (CompletionException | IllegalStateException | IOException e) {
            LOG.debug("A listener has gone.", e);
        }
        if (isDropped) {
            LOG.info("Dropped a listener that was {} ticks behind.", MOST_BEHIND);
        }
    }

    private OutboundSseEvent event(Tick tick) {
        return sse.newEventBuilder()
                .id(Long.toString(tick.number()))
                .name("tick")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(tick)
                .build();
    }
}

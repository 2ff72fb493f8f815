// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ticker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.BackgroundTask;
import org.modkit.api.capability.RunContext;
import org.modkit.api.client.PluginSelector;
import org.modkit.samples.clock.api.TownClock;

class TickerModuleTest {
    private static final long PATIENCE = 10;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CancellationToken token = mock();
    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private final RunContext run = mock();
    private final OutboundSseEvent.Builder builder = mock(OutboundSseEvent.Builder.class, RETURNS_SELF);
    private final Sse sse = mock();
    private final TickerModule module = new TickerModule();

    @BeforeEach
    void start() throws Exception {
        PluginSelector<TownClock> clocks = mock();
        when(clocks.get()).thenReturn(() -> ZonedDateTime.parse("2026-01-02T03:04:05.678Z"));
        ModuleContext context = mock();
        when(context.clients()).thenReturn(mock());
        when(context.clients().selector(TownClock.class, "greenwich")).thenReturn(clocks);
        when(context.config(TickerConfig.class)).thenReturn(new TickerConfig(Duration.ofMillis(3)));
        doAnswer(call -> begin(call.getArgument(1))).when(run).task(eq("listener"), any());
        when(sse.newEventBuilder()).thenReturn(builder);
        when(builder.build()).thenReturn(mock());

        // All of it before there are listeners: a mock must not be taught while other threads call it.
        when(token.await(Duration.ofMillis(3))).thenReturn(true);
        when(token.isCancelled()).thenAnswer(call -> isCancelled.get());
        module.init(context);
        module.start(run);
    }

    private Future<?> begin(BackgroundTask task) {
        return threads.submit(() -> {
            task.run(token);
            return null;
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        isCancelled.set(true);
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    private void listen(SseEventSink client) {
        ((Ticks) module.resources().iterator().next()).ticks(client, sse);
    }

    private void tick() throws Exception {
        var task = ArgumentCaptor.forClass(BackgroundTask.class);
        verify(run).task(eq("tick"), task.capture());
        task.getValue().run(token);
    }

    @Test
    void tellsTheTimeToEverybodyWhoListens() throws Exception {
        var ann = new Client();
        var bob = new Client();
        listen(ann);
        listen(bob);

        tick();

        ann.awaitEvent();
        bob.awaitEvent();
        verify(builder, times(2)).data(new Tick(1, "2026-01-02T03:04:05Z"));
    }

    @Test
    void dropsAListenerThatFallsBehindAndHoldsUpNobody() throws Exception {
        var slow = new Client();
        slow.goesOn = new CountDownLatch(1);
        var quick = new Client();
        listen(slow);
        listen(quick);

        // One is being written, sixteen wait, and one is too many.
        for (int ticks = 0; ticks < 18; ticks++) {
            tick();
            quick.awaitEvent();
        }
        slow.goesOn.countDown();

        slow.awaitClose();
        assertThat(slow.events).hasSize(1);
        assertThat(quick.isClosed()).isFalse();
    }

    @Test
    void forgetsAListenerThatHasGone() throws Exception {
        var gone = new Client();
        gone.isGone = true;
        listen(gone);

        tick();

        gone.awaitClose();
    }

    @Test
    void endsAllStreamsWithItsToken() throws Exception {
        var client = new Client();
        listen(client);

        isCancelled.set(true);

        client.awaitClose();
    }

    @Test
    void ticksEverySecondUnlessToldOtherwise() {
        assertThat(new TickerConfig(null).every()).hasSeconds(1);
        assertThatThrownBy(() -> new TickerConfig(Duration.ZERO)).hasMessageContaining("'every'");
    }

    /** The far end of a stream. */
    private static final class Client implements SseEventSink {
        private final BlockingQueue<OutboundSseEvent> events = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile CountDownLatch goesOn = new CountDownLatch(0);
        private volatile boolean isGone;

        void awaitEvent() throws InterruptedException {
            assertThat(events.poll(PATIENCE, TimeUnit.SECONDS)).isNotNull();
        }

        void awaitClose() throws InterruptedException {
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            events.add(event);
            return isGone
                    ? CompletableFuture.failedFuture(new IllegalArgumentException("The client has gone."))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean isClosed() {
            return closed.getCount() == 0;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}

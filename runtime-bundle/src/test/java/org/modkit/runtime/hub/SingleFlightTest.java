// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Threads that ask at the same time share one answer. */
class SingleFlightTest {
    private final SingleFlight<String> flight = new SingleFlight<>();
    private final AtomicInteger flights = new AtomicInteger();
    private final CountDownLatch inTheAir = new CountDownLatch(1);
    private final CountDownLatch mayLand = new CountDownLatch(1);

    @Test
    void secondThreadGetsTheAnswerOfTheFirst() throws Exception {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> flight.fly(this::slowly));
        inTheAir.await();
        var second = new CompletableFuture<String>();
        Thread passenger = new Thread(() -> second.complete(flight.fly(() -> "its own")));
        passenger.start();
        awaitParked(passenger);
        mayLand.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("shared");
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("shared");
        assertThat(flights).hasValue(1);
    }

    @Test
    void remembersNeitherAnswerNorFailure() {
        assertThatThrownBy(() -> flight.fly(() -> {
                    throw new IllegalArgumentException("broken");
                }))
                .hasMessage("broken");
        assertThat(flight.fly(() -> "one")).isEqualTo("one");
        assertThat(flight.fly(() -> "two")).isEqualTo("two");
    }

    @Test
    void refusesToWaitForItself() {
        assertThatIllegalStateException()
                .isThrownBy(() -> flight.fly(() -> flight.fly(() -> "inner")))
                .withMessageStartingWith("A plugin must not ask for the choice");
        assertThat(flight.fly(() -> "later")).isEqualTo("later");
    }

    @Test
    void waitingEndsWhenTheThreadIsInterrupted() throws Exception {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> flight.fly(this::slowly));
        inTheAir.await();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> flight.fly(() -> "own")).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        mayLand.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("shared");
    }

    private String slowly() {
        flights.incrementAndGet();
        inTheAir.countDown();
        try {
            mayLand.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return "shared";
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.modkit.grpc.client.guest.Book;
import org.modkit.grpc.client.guest.Shelf;
import org.modkit.grpc.client.guest.SumsServer;
import org.modkit.grpc.client.guest.proto.Pair;

/** A directory, servers, and somebody who calls them through a channel. */
class Callers {
    static final Pair PAIR = Pair.newBuilder().setA(1).setB(2).build();
    /** Long in this test: who hears of something does not do so by asking now and then. */
    static final Following.Pace PACE =
            new Following.Pace(Duration.ofMillis(1), Duration.ofMinutes(5), Duration.ofMinutes(5));

    final Shelf shelf = new Shelf();
    final Book book = new Book();
    final List<AutoCloseable> open = new ArrayList<>();
    Caller caller;

    @BeforeEach
    void begin() {
        shelf.put(book);
        caller = kept(new Caller(shelf, PACE, Duration.ofSeconds(30)));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    <T extends AutoCloseable> T kept(T closeable) {
        open.add(closeable);
        return closeable;
    }

    SumsServer server() throws Exception {
        return kept(SumsServer.start());
    }

    static void await(BooleanSupplier what, Callable<?> meanwhile) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_S);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            meanwhile.call();
        }
    }

    static void assertRefused(ThrowingCallable call, Code code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(code);
            assertThat(refusal.getStatus().getDescription()).contains(words);
        });
    }

    boolean isRefused() {
        try {
            caller.book();
            return false;
        } catch (StatusRuntimeException e) {
            return true;
        }
    }
}

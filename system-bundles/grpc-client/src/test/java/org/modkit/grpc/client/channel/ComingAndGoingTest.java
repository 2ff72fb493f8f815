// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modkit.grpc.client.guest.Book;
import org.modkit.grpc.client.guest.SumsServer;
import org.modkit.grpc.client.guest.proto.SumsGrpc;

/** Instances and directories come and go while somebody calls. */
class ComingAndGoingTest extends Callers {
    @Test
    void goesOnWhileThereIsNoDirectory() throws Exception {
        SumsServer server = server();
        book.write(server.uri());
        caller.add();

        book.outage("The directory can't be asked.");
        assertThat(caller.book()).isEqualTo(3);
        shelf.put(null);
        assertThat(caller.book()).isEqualTo(3);

        // Another one, which has not heard of anybody yet.
        var empty = new Book();
        shelf.put(empty);
        await(empty::isHeard, caller::book);
        assertThat(caller.book()).isEqualTo(3);
        SumsServer other = server();
        empty.write(other.uri());
        await(() -> other.calls() > 0, caller::book);
    }

    @Test
    void leavesInstancesAloneThatADirectoryHasNotHeardOfForLong() throws Exception {
        var brief = new Following.Pace(Duration.ofMillis(1), Duration.ofMinutes(5), Duration.ofMillis(200));
        var impatient = kept(new Caller(shelf, brief, Duration.ofSeconds(30)));
        book.write(server().uri());
        assertThat(impatient.add()).isEqualTo(3);

        shelf.put(new Book());

        var refusal = new CompletableFuture<String>();
        await(refusal::isDone, () -> {
            try {
                return impatient.book();
            } catch (StatusRuntimeException e) {
                return refusal.complete(e.getStatus().getDescription());
            }
        });
        assertThat(refusal.get()).startsWith("No instance of gRPC service 'acme.v1.Sums' can be called now.");
    }

    @Test
    void saysThatThereIsNobodyUntilSomebodyComes() throws Exception {
        assertRefused(caller::book, Code.UNAVAILABLE, "No instance of gRPC service 'acme.v1.Sums' can be called now.");

        SumsServer server = server();
        book.write(server.uri());
        await(() -> server.calls() > 0, () -> isRefused());
        book.write();
        await(this::isRefused, () -> null);
        assertRefused(caller::book, Code.UNAVAILABLE, "No instance of gRPC service 'acme.v1.Sums' can be called now.");
        book.write(server.uri());
        await(() -> !isRefused(), () -> null);
    }

    @Test
    void waitsForAnInstanceIfAsked() throws Exception {
        var answer = SumsGrpc.newFutureStub(caller.channel()).withWaitForReady().book(PAIR);
        await(book::isHeard, () -> null);
        assertThat(answer.isDone()).isFalse();

        book.write(server().uri());

        assertThat(answer.get(Caller.PATIENCE_S, TimeUnit.SECONDS).getValue()).isEqualTo(3);
    }

    @Test
    void saysThatThereIsNoDirectoryUntilOneComes() throws Exception {
        shelf.put(null);
        assertRefused(
                caller::book,
                Code.UNAVAILABLE,
                "gRPC service 'acme.v1.Sums' can't be called. There is no directory in this process.");
        book.outage("The directory is asleep.");
        shelf.put(book);
        await(
                () -> {
                    try {
                        caller.book();
                        return false;
                    } catch (StatusRuntimeException e) {
                        return e.getMessage().contains("asleep");
                    }
                },
                () -> null);

        book.write(server().uri());
        book.outage("");

        await(() -> !isRefused(), () -> null);
    }

    @Test
    void asksAgainWhenNobodyCanBeReached() throws Exception {
        SumsServer gone = server();
        SumsServer server = server();
        book.write(gone.uri());
        caller.add();

        gone.close();
        // Nobody is told of this one.
        book.rewrite(server.uri());

        await(() -> !isRefused(), () -> null);
    }
}

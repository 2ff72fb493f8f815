// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.grpc.client.guest.Book;
import org.modkit.grpc.client.guest.Certificates;
import org.modkit.grpc.client.guest.Shelf;
import org.modkit.grpc.client.guest.SumsServer;

/** Instances of one service that are reached in different ways. */
class MixedTest {
    @TempDir
    private Path folder;

    private final Shelf shelf = new Shelf();
    private final Book book = new Book();

    @Test
    void reachesThemByTcpTlsAndSocketFiles() throws Exception {
        var known = Certificates.in(folder, "known");
        var credentials = TlsChannelCredentials.newBuilder()
                .trustManager(known.certificate().toFile())
                .build();
        shelf.put(book);
        try (var plain = SumsServer.start();
                var secure = SumsServer.secure(TlsServerCredentials.create(
                        known.certificate().toFile(), known.key().toFile()));
                var file = SumsServer.unix(folder.resolve("sums.sock"));
                var caller = new Caller(shelf, Following.Pace.USUAL, Duration.ofSeconds(30), credentials)) {
            book.write(plain.uri(), secure.uri(), file.uri());

            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_S);
            while (plain.calls() == 0 || secure.calls() == 0 || file.calls() == 0) {
                assertThat(caller.book()).isEqualTo(3);
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
            }
        }
    }

    @Test
    void callsNobodyWhoseCertificateIsNotTrusted() throws Exception {
        var strange = Certificates.in(folder, "strange");
        shelf.put(book);
        try (var server = SumsServer.secure(TlsServerCredentials.create(
                        strange.certificate().toFile(), strange.key().toFile()));
                var caller = new Caller(shelf, Following.Pace.USUAL, Duration.ofSeconds(30))) {
            book.write(server.uri());

            assertThatThrownBy(caller::book)
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageStartingWith("UNAVAILABLE");
            assertThat(server.calls()).isZero();
        }
    }

    @Test
    void saysWhichEndpointCanNotBeReached() {
        shelf.put(book);
        try (var caller = new Caller(shelf, Following.Pace.USUAL, Duration.ofSeconds(30))) {
            book.write(URI.create("ftp://127.0.0.1:21"));

            assertThatThrownBy(caller::book)
                    .hasMessageContaining(
                            "An instance of gRPC service 'acme.v1.Sums' is at 'ftp://127.0.0.1:21', which this"
                                    + " machine can't reach");
        }
    }
}

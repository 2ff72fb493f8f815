// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.rest.gateway.MountingTest.Slow;
import org.modkit.rest.gateway.WireTest.Here;
import org.modkit.rest.gateway.server.ListenException;

class UnixSocketTest {
    private static final String REQUEST = "GET /x/here HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n";

    @TempDir
    private Path folder;

    private Path socket;
    private RunningGateway gateway;

    @BeforeEach
    void name() {
        socket = folder.resolve("rest.sock");
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.stop();
        }
    }

    private void start() {
        gateway = RunningGateway.with(Map.of("unix_socket", socket.toString()));
        gateway.open("x", new Here());
    }

    private String asked(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            var answer = new ByteArrayOutputStream();
            ByteBuffer some = ByteBuffer.allocate(1024);
            while (channel.read(some) >= 0) {
                answer.write(some.array(), 0, some.position());
                some.clear();
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void answersThereAsWell() throws Exception {
        start();
        assertThat(asked(REQUEST)).startsWith("HTTP/1.1 200 ").endsWith("http://local/x/here");
        assertThat(asked("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        assertThat(gateway.get("/x/here").statusCode()).isEqualTo(200);
    }

    @Test
    void letsOnlyItsOwnerInAndTidiesUp() throws Exception {
        start();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(socket::equals);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(socket);
        }

        gateway.stop();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void finishesWhatIsUnderWayThere() throws Exception {
        start();
        var slow = new Slow();
        gateway.open("slow", slow);
        var answer = CompletableFuture.supplyAsync(() -> {
            try {
                return asked("GET /slow/slow HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n");
            } catch (IOException e) {
                return e.toString();
            }
        });
        assertThat(slow.entered.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::stop);
        slow.let.countDown();

        assertThat(answer.get(30, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 ").endsWith("done");
        stopped.get(30, TimeUnit.SECONDS);
    }

    @Test
    void takesThePlaceOfASocketThatWasLeftBehind() throws Exception {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertThat(socket).exists();
        start();
        assertThat(asked(REQUEST)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void disturbsNobodyWhoListensThere() throws Exception {
        try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            assertRefused("another process listens there");
            assertThat(socket).exists();
        }
    }

    @Test
    void removesNoFileThatIsNoSocket() throws Exception {
        Files.writeString(socket, "dear diary");
        assertRefused("there is a file that is no socket");
        assertThat(socket).hasContent("dear diary");
    }

    @Test
    void leavesWhatSomebodyElseHasPutThereSince() throws Exception {
        start();
        Files.delete(socket);
        Files.writeString(socket, "dear diary");
        gateway.stop();
        assertThat(socket).hasContent("dear diary");
    }

    @Test
    void saysThatTheFolderIsNotThereOrThePathTooLong() {
        socket = folder.resolve("nowhere").resolve("rest.sock");
        assertRefused("NoSuchFile");
        socket = folder.resolve("x".repeat(120));
        // Moving knows no bound, but whoever connects does.
        assertRefused("too long");
    }

    /** One of two that can't be had gives back the other. */
    @Test
    void listensAtBothOrNone() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var keys = Map.of("unix_socket", socket.toString(), "port", String.valueOf(taken.getLocalPort()));
            assertThatThrownBy(() -> RunningGateway.with(keys)).isInstanceOf(ListenException.class);
            assertThat(folder).isEmptyDirectory();
        }
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::start)
                .isInstanceOf(ListenException.class)
                .hasMessageStartingWith("The REST gateway can't listen at the Unix domain socket '" + socket + "': ")
                .hasMessageContaining(why);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modkit.shell.ScriptedRuntime.module;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.shell.ScriptedRuntime;
import org.modkit.shell.verb.Verbs;

class ControlServerTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path home;

    private final ScriptedRuntime runtime =
            new ScriptedRuntime().with(module("mail", ModuleState.FAILED, "Module 'mail' failed."));
    private final CountDownLatch hostStopped = new CountDownLatch(1);
    private Path socket;
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        socket = home.resolve("run/modkit.sock");
        server = ControlServer.open(socket, verbs(), SHORT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersAVerbWithItsTextAndExitCode() throws IOException {
        assertThat(ask("{\"schema\":1,\"verb\":\"why\",\"arguments\":[\"mail\"],\"json\":false,\"width\":80}"))
                .containsExactly(
                        "{\"out\":\"Module 'mail' is FAILED.\"}",
                        "{\"out\":\"Module 'mail' failed.\"}",
                        "{\"exit\":0}");
    }

    @Test
    void answersForMachinesWhenAskedTo() throws IOException {
        List<String> answer = ask("{\"schema\":1,\"verb\":\"status\",\"json\":true,\"later\":{\"unknown\":[1]}}");
        assertThat(answer).hasSize(2).last().isEqualTo("{\"exit\":4}");
        assertThat(answer.get(0)).startsWith("{\"out\":\"{\\\"schema\\\":1,\\\"ready\\\":false");
    }

    @Test
    void refusesMalformedRequestsWithASentence() throws IOException {
        assertThat(List.of(
                        complaint("hello"),
                        complaint("[]"),
                        complaint("{\"schema\":2,\"verb\":\"status\"}"),
                        complaint("{\"schema\":1}"),
                        complaint("{\"schema\":1,\"verb\":7}"),
                        complaint("{\"schema\":1,\"verb\":\"why\",\"arguments\":\"mail\"}"),
                        complaint("")))
                .allMatch(line -> line.startsWith("{\"err\":\"The control channel expected "), "is a sentence")
                .anyMatch(line -> line.contains("expected schema 1, but found 2."))
                .anyMatch(line -> line.contains("expected a list in field 'arguments'"));
    }

    @Test
    void nobodyButTheOwnerMayOpenTheFolder() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesAFolderThatEverybodyMayWriteTo() throws IOException {
        Path shared = Files.createDirectory(home.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> ControlServer.open(shared.resolve("x.sock"), verbs()))
                .hasMessageContaining("expected a folder of its own");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwxrwxrwx");
    }

    @Test
    void removesItsFileWhenClosed() {
        assertThat(socket).exists();
        server.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void replacesAFileThatAKilledContainerLeft() throws IOException {
        server.close();
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        server = ControlServer.open(socket, verbs(), SHORT);
        assertThat(ask("{\"schema\":1,\"verb\":\"status\"}")).last().isEqualTo("{\"exit\":4}");
    }

    @Test
    void leavesAChannelAloneThatAnotherContainerServes() throws IOException {
        assertThatThrownBy(() -> ControlServer.open(socket, verbs()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to another running container");
        assertThat(ask("{\"schema\":1,\"verb\":\"status\"}")).last().isEqualTo("{\"exit\":4}");
    }

    @Test
    void saysThatItsFolderCanNotBeHad() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> ControlServer.open(file.resolve("run/x.sock"), verbs()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The control channel '")
                .hasMessageContaining("can't be opened");
    }

    @Test
    void saysThatAPathIsTooLong() {
        Path deep = home.resolve("x".repeat(120)).resolve("modkit.sock");
        assertThatThrownBy(() -> ControlServer.open(deep, verbs()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shorter path");
    }

    @Test
    void aClientThatNeverAsksIsHungUpOnAndDelaysNobody() throws IOException {
        try (SocketChannel dead = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            assertThat(ask("{\"schema\":1,\"verb\":\"status\"}")).last().isEqualTo("{\"exit\":4}");
            assertThat(dead.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void aClientThatNeverReadsIsHungUpOnAndDelaysNobody() throws IOException {
        String long1 = "A reason that goes on and on. ".repeat(100_000);
        ModuleStatus big = module("big", ModuleState.FAILED, long1);
        runtime.with(new RuntimeStatus(true, false, List.of(big), List.of()));
        try (SocketChannel deaf = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            send(deaf, "{\"schema\":1,\"verb\":\"status\",\"json\":true}");
            assertThat(ask("{\"schema\":1,\"verb\":\"why\",\"arguments\":[\"nobody\"]}"))
                    .last()
                    .isEqualTo("{\"exit\":1}");
            // Only once it was hung up on does the server close without the second's wait for last words.
            server.close();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void stopGoesOnWhenItsAskerIsGone() throws Exception {
        var down = new CompletableFuture<Void>();
        runtime.downWhen(down);
        try (SocketChannel hasty = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            send(hasty, "{\"schema\":1,\"verb\":\"stop\"}");
            assertThat(hasty.read(ByteBuffer.allocate(1))).isEqualTo(1);
        }
        down.complete(null);
        assertThat(hostStopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theAskerOfStopIsToldBeforeTheChannelCloses() throws IOException {
        assertThat(ask("{\"schema\":1,\"verb\":\"stop\"}"))
                .containsExactly("{\"out\":\"No module is up.\"}", "{\"out\":\"The container ends.\"}", "{\"exit\":0}");
    }

    private Verbs verbs() {
        return Verbs.of(() -> Optional.of(runtime), hostStopped::countDown, Clock.systemUTC());
    }

    private String complaint(String request) throws IOException {
        List<String> answer = ask(request);
        assertThat(answer).hasSize(2).last().isEqualTo("{\"exit\":2}");
        return answer.get(0);
    }

    private List<String> ask(String request) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            send(client, request);
            return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static void send(SocketChannel client, String request) throws IOException {
        client.write(StandardCharsets.UTF_8.encode(request + "\n"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModuleConfigException;
import org.modkit.grpc.hub.guest.CalculatorService;
import org.modkit.grpc.hub.guest.proto.GreeterGrpc;
import org.modkit.grpc.hub.proof.Certificates;
import org.modkit.grpc.hub.proof.Guests;
import org.modkit.grpc.hub.server.ListenException;

class ListeningTest {
    @TempDir
    private Path folder;

    /** Near, because a socket's path may have some hundred bytes at most. */
    private Path near;

    @BeforeEach
    void find() throws Exception {
        near = Files.createTempDirectory("u");
    }

    @AfterEach
    void remove() throws Exception {
        try (var files = Files.list(near)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(near);
    }

    @Test
    void publishesWhereItListensForAsLongAsItDoes() throws Exception {
        var hub = RunningHub.with();
        hub.hub.up(Guests.named("starting", new GreeterGrpc.GreeterImplBase() {}));
        hub.open("sums", new CalculatorService());

        assertThat(hub.uri()).hasScheme("http").hasHost("127.0.0.1");
        assertThat(hub.uri().getPort()).isPositive();
        assertThat(hub.published.get(0).services()).containsExactly(Map.entry("acme.v1.Calculator", "sums"));

        hub.close();
        assertThat(hub.published).isEmpty();
    }

    @Test
    void neverPublishesAnAddressThatStandsForAll() throws Exception {
        try (var hub = RunningHub.with("bind", "0.0.0.0")) {
            assertThat(hub.uri()).hasHost("127.0.0.1");
            hub.open("sums", new CalculatorService());
            assertThat(RunningHub.add(hub.channel(), 1, 2)).isEqualTo(3);
        }
        try (var hub = RunningHub.with("bind", "0.0.0.0", "advertise", "hub.acme.example")) {
            assertThat(hub.uri()).hasHost("hub.acme.example");
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> RunningHub.with("port", other.getLocalPort()))
                    .isInstanceOf(ListenException.class)
                    .hasMessage("The gRPC hub can't listen at '127.0.0.1:" + other.getLocalPort()
                            + "': Address already in use. Free that port, or set 'modules.grpc-hub.config.port' (0 takes"
                            + " any free one) and '.bind'.");
        }
    }

    @Test
    void saysThatItsAddressIsUnknown() {
        assertThatThrownBy(() -> RunningHub.with("bind", "no-such-host.invalid"))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("no address of this name is known");
    }

    @Test
    void doesNotBeginWithAWrongConfiguration() {
        assertThatThrownBy(() -> RunningHub.with("port", "many", "colour", "red"))
                .isInstanceOf(ModuleConfigException.class)
                .hasMessage(
                        "The configuration of module 'grpc-hub' does not fit: 'port' must be a whole number from 0 to"
                                + " 65535, but it is 'many'; 'colour' is not a setting of the gRPC hub. Correct"
                                + " 'modules.grpc-hub.config'.");
    }

    @Test
    void startsAgainAfterItsStop() throws Exception {
        try (var hub = RunningHub.with()) {
            int before = hub.uri().getPort();
            hub.hub.stop();
            hub.hub.start(null);

            hub.open("sums", new CalculatorService());

            assertThat(RunningHub.add(hub.channel(), 1, 2)).isEqualTo(3);
            assertThat(hub.published).hasSize(1);
            assertThat(before).isPositive();
        }
    }

    @Test
    void servesAtASocketFileThatOthersCanNotOpen() throws Exception {
        Path socket = near.resolve("hub");
        leaveBehind(socket);

        try (var hub = RunningHub.withOnly(Map.of("unix_socket", socket.toString()))) {
            hub.open("sums", new CalculatorService());
            assertThat(hub.uri()).hasToString("unix://" + socket);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            ManagedChannel channel =
                    hub.kept(Grpc.newChannelBuilder(hub.uri().toString(), InsecureChannelCredentials.create())
                            .build());
            assertThat(RunningHub.add(channel, 1, 2)).isEqualTo(3);

            assertThatThrownBy(() -> RunningHub.withOnly(Map.of("unix_socket", socket.toString())))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining("another process listens there");
            assertThat(RunningHub.add(channel, 1, 2)).isEqualTo(3);
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void touchesNoFileThatIsNoSocket() throws Exception {
        Path file = Files.writeString(near.resolve("hub"), "precious");

        assertThatThrownBy(() -> RunningHub.withOnly(Map.of("unix_socket", file.toString())))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("there is a file that is no socket");

        assertThat(file).hasContent("precious");
    }

    /** A process that was killed leaves the file behind. */
    private static void leaveBehind(Path socket) throws Exception {
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(socket));
        }
    }

    @Test
    void speaksTls() throws Exception {
        Certificates own = Certificates.in(folder, "hub");
        try (var hub = RunningHub.with("tls", tls(own))) {
            hub.open("sums", new CalculatorService());
            assertThat(hub.uri()).hasScheme("https");

            var trusting = TlsChannelCredentials.newBuilder()
                    .trustManager(own.certificate().toFile());
            assertThat(RunningHub.add(channel(hub, trusting), 1, 2)).isEqualTo(3);
            assertThatThrownBy(() -> RunningHub.add(hub.channel(), 1, 2)).hasMessageContaining("UNAVAILABLE");
        }
    }

    @Test
    void showsTheCertificateThatIsInTheFileNow() throws Exception {
        Certificates own = Certificates.in(folder, "hub");
        Certificates next = Certificates.in(folder, "next");
        Map<String, Object> tls = Map.of(
                "certificate", own.certificate().toString(), "key", own.key().toString(), "reload", "20ms");
        try (var hub = RunningHub.with("tls", tls)) {
            hub.open("sums", new CalculatorService());
            assertThat(isTrusted(hub, next)).isFalse();

            Files.copy(next.certificate(), own.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(next.key(), own.key(), StandardCopyOption.REPLACE_EXISTING);

            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(RunningHub.PATIENCE_S);
            while (!isTrusted(hub, next) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(isTrusted(hub, next)).isTrue();
            Files.writeString(own.key(), "no key");
            assertThat(isTrusted(hub, next)).isTrue();
        }
    }

    /** Whether a connection that begins now shows a certificate. */
    private static boolean isTrusted(RunningHub hub, Certificates certificate) throws Exception {
        var trusting = TlsChannelCredentials.newBuilder()
                .trustManager(certificate.certificate().toFile());
        try {
            return RunningHub.add(channel(hub, trusting), 1, 2) == 3;
        } catch (StatusRuntimeException refused) {
            return false;
        }
    }

    @Test
    void letsInOnlyClientsItKnows() throws Exception {
        Certificates own = Certificates.in(folder, "hub");
        Certificates friend = Certificates.in(folder, "friend");
        Certificates stranger = Certificates.in(folder, "stranger");
        Map<String, Object> tls = Map.of(
                "certificate",
                own.certificate().toString(),
                "key",
                own.key().toString(),
                "client_ca",
                friend.certificate().toString());
        try (var hub = RunningHub.with("tls", tls)) {
            hub.open("sums", new CalculatorService());

            assertThat(RunningHub.add(channel(hub, of(own, friend)), 1, 2)).isEqualTo(3);
            assertThatThrownBy(() -> RunningHub.add(channel(hub, of(own, stranger)), 1, 2))
                    .hasMessageContaining("UNAVAILABLE");
            var nobody = TlsChannelCredentials.newBuilder()
                    .trustManager(own.certificate().toFile());
            assertThatThrownBy(() -> RunningHub.add(channel(hub, nobody), 1, 2)).hasMessageContaining("UNAVAILABLE");
        }
    }

    @Test
    void saysThatAFileIsNoCertificate() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd"), "no certificate");

        assertThatThrownBy(() -> RunningHub.with("tls", Map.of("certificate", odd.toString(), "key", odd.toString())))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("The gRPC hub can't speak TLS with the files it is given");
    }

    private static Map<String, Object> tls(Certificates own) {
        return Map.of(
                "certificate", own.certificate().toString(), "key", own.key().toString());
    }

    private static TlsChannelCredentials.Builder of(Certificates hub, Certificates client) throws Exception {
        return TlsChannelCredentials.newBuilder()
                .trustManager(hub.certificate().toFile())
                .keyManager(client.certificate().toFile(), client.key().toFile());
    }

    private static ManagedChannel channel(RunningHub hub, TlsChannelCredentials.Builder credentials) {
        return hub.kept(Grpc.newChannelBuilder("127.0.0.1:" + hub.uri().getPort(), credentials.build())
                .build());
    }
}

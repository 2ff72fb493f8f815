// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.rest.gateway.WireTest.Here;
import org.modkit.rest.gateway.proof.Certificate;
import org.modkit.rest.gateway.server.ListenException;

class TlsTest {
    @TempDir
    private static Path keys;

    private static Certificate first;
    private static Certificate second;
    private static SSLContext trusting;

    @TempDir
    private Path folder;

    private Path keystore;
    private RunningGateway gateway;

    @BeforeAll
    static void makeKeys() throws Exception {
        first = Certificate.made(keys, "first", "EC");
        second = Certificate.made(keys, "second", "RSA");
        trusting = Certificate.trusting(first, second);
    }

    @BeforeEach
    void putKey() throws Exception {
        keystore = Files.copy(first.keystore, folder.resolve("server.p12"));
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.stop();
        }
    }

    private void start() {
        gateway = RunningGateway.with(
                Map.of("tls.keystore", keystore.toString(), "tls.password", Certificate.PASSWORD, "limits.idle", "5s"));
        gateway.open("x", new Here());
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .sslContext(trusting)
                .version(version)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(gateway.uri + "/x/here")).build();
    }

    private SSLSocket connect() throws IOException {
        var socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", gateway.address.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private X509Certificate shown() throws IOException {
        try (SSLSocket socket = connect()) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void agreesOnTheVersionOfHttp() throws Exception {
        start();
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = client(version).send(request(), BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).isEqualTo(gateway.uri + "/x/here").startsWith("https://");
        }
    }

    @Test
    void answersQuicklyOverHttp2() throws Exception {
        start();
        HttpRequest health =
                HttpRequest.newBuilder(URI.create(gateway.uri + "/healthz")).build();
        for (int time = 0; time < 50; time++) {
            HttpResponse<String> answer = client(HttpClient.Version.HTTP_2).send(health, BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("ok");
        }
    }

    @Test
    void speaksNoTlsOfOldAndNoPlainHttp() throws Exception {
        start();
        try (SSLSocket socket = connect()) {
            assertThat(socket.getSupportedProtocols()).contains("TLSv1.1");
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
        try (SSLSocket socket = connect()) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (var socket = new Socket(gateway.address.getAddress(), gateway.address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/");
        }
    }

    @Test
    void refusesAFloodOfHeadersOverHttp2() throws Exception {
        start();
        HttpRequest flood = HttpRequest.newBuilder(URI.create(gateway.uri + "/x/here"))
                .header("x-flood", "0123456789".repeat(2_000))
                .build();
        HttpClient client = client(HttpClient.Version.HTTP_2);
        assertThat(client.send(request(), BodyHandlers.ofString()).version()).isEqualTo(HttpClient.Version.HTTP_2);
        try {
            assertThat(client.send(flood, BodyHandlers.ofString()).statusCode()).isEqualTo(431);
        } catch (IOException cutOff) {
            assertThat(cutOff).isNotNull();
        }
        assertThat(client.send(request(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void closesAHandshakeThatNeverComes() throws Exception {
        gateway = RunningGateway.with(Map.of(
                "tls.keystore", keystore.toString(), "tls.password", Certificate.PASSWORD, "limits.idle", "200ms"));
        try (var socket = new Socket(gateway.address.getAddress(), gateway.address.getPort())) {
            socket.setSoTimeout(30_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void takesANewCertificateAndFailsNoRequest() throws Exception {
        start();
        assertThat(shown()).isEqualTo(first.x509());
        var failures = new ConcurrentLinkedQueue<String>();
        var over = new AtomicBoolean();
        HttpClient kept = client(HttpClient.Version.HTTP_1_1);
        var asking = new Thread(() -> {
            while (!over.get()) {
                ask(kept, failures);
                ask(client(HttpClient.Version.HTTP_1_1), failures);
            }
        });
        asking.start();

        second.replace(keystore);
        awaitCertificate(second);

        over.set(true);
        asking.join();
        assertThat(failures).isEmpty();
        assertThat(shown()).isEqualTo(second.x509());
    }

    private void ask(HttpClient client, ConcurrentLinkedQueue<String> failures) {
        try {
            int status = client.send(request(), BodyHandlers.ofString()).statusCode();
            // A route takes so many requests a second; that is another matter.
            if (status != 200 && status != 429) {
                failures.add(String.valueOf(status));
            }
        } catch (Exception e) {
            failures.add(e.toString());
        }
    }

    private void awaitCertificate(Certificate expected) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!shown().equals(expected.x509())) {
            assertThat(System.nanoTime()).as("new certificate in time").isLessThan(end);
        }
    }

    @Test
    void keepsItsCertificateIfTheNewOneIsOfNoUse() throws Exception {
        start();
        Files.writeString(keystore, "not a keystore");
        // The period of looking goes by, in connections.
        long end = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
        while (System.nanoTime() < end) {
            assertThat(shown()).isEqualTo(first.x509());
        }
        second.replace(keystore);
        awaitCertificate(second);
    }

    @Test
    void takesPemAsWell() throws Exception {
        Path both = Files.writeString(folder.resolve("both.pem"), first.keyPem() + first.certificatePem());
        gateway = RunningGateway.with(Map.of("tls.certificate", both.toString()));
        assertThat(shown()).isEqualTo(first.x509());
        gateway.stop();

        Path certificate = Files.writeString(folder.resolve("certificate.pem"), second.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), second.keyPem());
        gateway = RunningGateway.with(Map.of("tls.certificate", certificate.toString(), "tls.key", key.toString()));
        assertThat(shown()).isEqualTo(second.x509());
    }

    @Test
    void saysWhatIsWrongWithItsKey() throws Exception {
        String file = keystore.toString();
        assertRefused(
                Map.of("tls.keystore", file, "tls.password", "wrong"), "'" + file + "'", "password was incorrect");
        assertRefused(Map.of("tls.keystore", "nowhere.p12"), "'nowhere.p12'", "there is no such file");
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), first.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), second.keyPem());
        assertRefused(Map.of("tls.certificate", certificate.toString()), "must have a block 'PRIVATE KEY'");
        assertRefused(
                Map.of("tls.certificate", certificate.toString(), "tls.key", key.toString()),
                "is not that of the first certificate");
        Files.writeString(key, Certificate.pem("ENCRYPTED PRIVATE KEY", new byte[10]));
        assertRefused(
                Map.of("tls.certificate", certificate.toString(), "tls.key", key.toString()),
                "has a 'ENCRYPTED PRIVATE KEY'",
                "openssl pkcs8");
    }

    private static void assertRefused(Map<String, String> keys, String... parts) {
        assertThatThrownBy(() -> RunningGateway.with(keys))
                .isInstanceOf(ListenException.class)
                .hasMessageStartingWith("The REST gateway can't use the key in '")
                .hasMessageEndingWith(" in 'modules.rest-gateway.config'.")
                .hasMessageContainingAll(parts);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modkit.rest.gateway.WireTest.Here;

/** What a page of the web could do whose name resolves to this machine. */
class HostCheckTest {
    private RunningGateway gateway;

    @AfterEach
    void stop() {
        gateway.stop();
    }

    private void start(Map<String, String> keys) {
        gateway = RunningGateway.with(keys);
        gateway.open("x", new Here());
    }

    private String asked(String line, String headers) throws IOException {
        return RawClient.send(gateway.address, line + "\r\nConnection: close\r\n" + headers + "\r\n");
    }

    private String asked(String host) throws IOException {
        return asked("GET /x/here HTTP/1.1", "Host: " + host + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.1.2.3:1", "[::1]:8080"})
    void isThisMachine(String host) throws Exception {
        start(Map.of());
        assertThat(asked(host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "192.0.2.1", "[2001:db8::1]"})
    void isNoOther(String host) throws Exception {
        start(Map.of());
        assertThat(asked(host))
                .startsWith("HTTP/1.1 421 ")
                .contains("application/problem+json", "x-request-id: ")
                .contains("'hosts' in 'modules.rest-gateway.config'")
                .doesNotContain("/here\n");
        assertThat(asked("GET /modules HTTP/1.1", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void isNoOtherInTheLineOfTheRequest() throws Exception {
        start(Map.of());
        assertThat(asked("GET http://evil.example/x/here HTTP/1.1", "Host: evil.example\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(asked("GET http://evil.example/x/here HTTP/1.1", "Host: localhost\r\n"))
                .doesNotStartWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({"localhost, http://localhost/x/here", "evil.example, which this server is not known as"})
    void isNoOtherInHttp2Either(String host, String answer) throws Exception {
        start(Map.of());
        var headers = new ByteArrayOutputStream();
        headers.writeBytes(new byte[] {(byte) 0x82, (byte) 0x86}); // GET, http
        field(4, "/x/here", headers);
        field(1, host, headers);
        try (var socket = new Socket(gateway.address.getAddress(), gateway.address.getPort())) {
            socket.setSoTimeout(30_000);
            var all = new ByteArrayOutputStream();
            all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // No settings.
            all.writeBytes(new byte[] {0, 0, (byte) headers.size(), 1, 5, 0, 0, 0, 1}); // All headers, and no body.
            all.writeBytes(headers.toByteArray());
            socket.getOutputStream().write(all.toByteArray());
            assertThat(upTo(answer, socket.getInputStream())).endsWith(answer);
        }
    }

    /** One whose name HTTP/2 knows by number. */
    private static void field(int name, String value, ByteArrayOutputStream into) {
        into.write(name);
        into.write(value.length());
        into.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static String upTo(String end, InputStream from) throws IOException {
        var seen = new StringBuilder();
        int read = from.read();
        while (read >= 0) {
            seen.append((char) read);
            read = seen.indexOf(end) < 0 ? from.read() : -1;
        }
        return seen.toString();
    }

    @Test
    void mayBeUnnamedAsBrowsersNeverLeaveIt() throws Exception {
        start(Map.of("bind", "0.0.0.0", "auth.required", "never", "hosts", "shop.example"));
        assertThat(asked("GET /x/here HTTP/1.0", "")).startsWith("HTTP/1.1 200 ");
        assertThat(asked("GET /x/here HTTP/1.0", "Host: evil.example\r\n")).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void isWhatTheSettingsName() throws Exception {
        start(Map.of("hosts", "shop.example, api.example"));
        assertThat(asked("shop.example:80")).startsWith("HTTP/1.1 200 ");
        assertThat(asked("API.example")).startsWith("HTTP/1.1 200 ");
        assertThat(asked("localhost")).startsWith("HTTP/1.1 200 ");
        assertThat(asked("evil.example")).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void isAnyElsewhereAndBehindAProxy() throws Exception {
        start(Map.of("bind", "0.0.0.0", "auth.required", "never"));
        assertThat(asked("shop.example")).startsWith("HTTP/1.1 200 ");
        gateway.stop();
        start(Map.of("forwarded", "true", "auth.required", "never"));
        assertThat(asked("shop.example")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void isWhatTheProxyWasAskedFor() throws Exception {
        start(Map.of("forwarded", "true", "auth.required", "never", "hosts", "shop.example"));
        assertThat(asked("GET /x/here HTTP/1.1", "Host: inside\r\nX-Forwarded-Host: shop.example\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(asked("GET /x/here HTTP/1.1", "Host: inside\r\nX-Forwarded-Host: evil.example\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }
}

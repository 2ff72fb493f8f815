// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients can do to a server below HTTP, byte by byte. */
class WireTest {
    private RunningGateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.stop();
        }
    }

    /** Where a request seems to have come to, and on which thread it is answered. */
    @Path("here")
    public static final class Here {
        @GET
        public String uri(@Context UriInfo uri) {
            return uri.getRequestUri().toString();
        }

        @GET
        @Path("thread")
        public String thread() {
            return Thread.currentThread().toString();
        }
    }

    private void start(String... keys) {
        var all = new HashMap<String, String>();
        for (int key = 0; key < keys.length; key += 2) {
            all.put(keys[key], keys[key + 1]);
        }
        gateway = RunningGateway.with(all);
        gateway.open("x", new Here());
    }

    private Socket connect() throws IOException {
        var socket = new Socket(gateway.address.getAddress(), gateway.address.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String asked(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket, request);
            return rest(socket);
        }
    }

    @Test
    void isAtLoopbackUnlessToldOtherwise() {
        start();
        assertThat(gateway.address.getAddress().isLoopbackAddress()).isTrue();
        assertThat(gateway.uri).hasToString("http://127.0.0.1:" + gateway.address.getPort());
    }

    @Test
    void tellsAnAddressThatCanBeCalledWhereverItListens() {
        start("bind", "0.0.0.0");
        assertThat(gateway.uri.getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void tellsNobodyWhatItIsMadeOf() throws Exception {
        start();
        for (String request : new String[] {
            "GET /x/here HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /y HTTP/1.0\r\n\r\n",
            "WHAT\r\n\r\n"
        }) {
            String answer = asked(request).toLowerCase(Locale.ROOT);
            assertThat(answer).startsWith("http/1.1 ").doesNotContain("server:", "x-powered-by", "jetty", "jersey");
        }
    }

    @Test
    void closesWhatSaysNothing() throws Exception {
        start("limits.idle", "200ms");
        try (Socket socket = connect()) {
            assertThat(rest(socket)).isEmpty();
        }
    }

    /** Never idle, and never done: each byte comes in time, and all together take too long. */
    @Test
    void losesPatienceWithHeadersThatTrickle() throws Exception {
        start("limits.header_time", "300ms", "limits.idle", "30s");
        Instant begin = Instant.now();
        try (Socket socket = connect()) {
            write(socket, "GET /x/here HTTP/1.1\r\nX-Slow: ");
            socket.setSoTimeout(50);
            String answer = "";
            while (answer.isEmpty() && Duration.between(begin, Instant.now()).toSeconds() < 30) {
                answer = trickle(socket);
            }
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
        }
        assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(300));
    }

    /** Sends one byte, and looks for an answer for a moment. */
    private static String trickle(Socket socket) throws IOException {
        write(socket, "x");
        try {
            return rest(socket);
        } catch (SocketTimeoutException nothingYet) {
            return "";
        }
    }

    @Test
    void hasPatienceWithConnectionsThatAreKeptFor() throws Exception {
        start("limits.header_time", "1ms");
        try (Socket socket = connect()) {
            for (int time = 0; time < 3; time++) {
                write(socket, "GET /x/here HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(upTo("/x/here", socket)).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private static String upTo(String end, Socket socket) throws IOException {
        var seen = new StringBuilder();
        for (int read = socket.getInputStream().read();
                read >= 0;
                read = socket.getInputStream().read()) {
            seen.append((char) read);
            if (seen.toString().endsWith(end)) {
                break;
            }
        }
        return seen.toString();
    }

    @Test
    void refusesLinesAndHeadersThatAreTooLong() throws Exception {
        start("limits.header", "1KiB");
        assertThat(asked("GET /" + "x".repeat(2_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json");
        assertThat(asked("GET /x HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(2_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json");
    }

    @Test
    void letsConnectionsWaitBeyondTheirNumber() throws Exception {
        start("limits.connections", "2");
        String request = "GET /x/here HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket first = connect();
                Socket second = connect()) {
            write(first, "G");
            write(second, "G");
            try (Socket third = connect()) {
                write(third, request);
                third.setSoTimeout(300);
                assertThat(answers(third)).isFalse();

                write(first, request.substring(1));
                assertThat(rest(first)).startsWith("HTTP/1.1 200 ");
                first.shutdownOutput();

                third.setSoTimeout(30_000);
                assertThat(rest(third)).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private static boolean answers(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silent) {
            return false;
        }
    }

    @Test
    void answersOnVirtualThreadsWhereThereAreAny() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        start();
        assertThat(gateway.get("/x/here/thread").body()).startsWith("VirtualThread[");
    }

    @Test
    void believesNobodyWhoSaysForWhomHeAsks() throws Exception {
        start();
        assertThat(gateway.send(gateway.to("/x/here")
                                .header("x-forwarded-proto", "https")
                                .header("x-forwarded-host", "shop.example"))
                        .body())
                .isEqualTo(gateway.uri + "/x/here");
    }

    @Test
    void believesAProxyThatSaysForWhomItAsks() throws Exception {
        start("forwarded", "true", "auth.required", "never");
        assertThat(gateway.send(gateway.to("/x/here")
                                .header("x-forwarded-proto", "https")
                                .header("x-forwarded-host", "shop.example"))
                        .body())
                .isEqualTo("https://shop.example/x/here");
        assertThat(gateway.send(gateway.to("/x/here").header("forwarded", "proto=https;host=\"shop.example:8443\""))
                        .body())
                .isEqualTo("https://shop.example:8443/x/here");
    }
}

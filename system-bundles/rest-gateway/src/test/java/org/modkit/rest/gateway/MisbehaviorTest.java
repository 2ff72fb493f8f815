// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.rest.gateway.Wrongs.Bad;
import org.modkit.rest.gateway.Wrongs.Late;
import org.modkit.rest.gateway.Wrongs.Unmade;
import org.modkit.rest.gateway.Wrongs.Worse;

/** What a module does wrong fails the one request it does it to, and says nothing of its insides. */
class MisbehaviorTest {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(Map.of("limits.timeout", "1s", "rate_limit.enabled", "false"));
        gateway.open("x", new Bad(), Unmade.class, new Worse(), new Late());
        gateway.open("good", new MountingTest.Word("good"));
    }

    @AfterAll
    static void stop() {
        gateway.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "overflow, 500",
        "assertion, 500",
        "linkage, 500",
        "checked, 500",
        "speechless, 500",
        "odd, 500",
        "late, 500",
        "unknown, 500",
        "stage, 500",
        "output, 500",
        "forgotten, 504",
        "endless, 504",
        "nothing, 204",
        "../unmade, 500",
    })
    void failsTheOneRequest(String path, int status) throws Exception {
        HttpResponse<String> answer = gateway.get(path.startsWith("..") ? "/x" + path.substring(2) : "/x/bad/" + path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"request_id\":").doesNotContain("secret", "xception", "java.");
        }
        assertThat(gateway.get("/good/word").body()).isEqualTo("good");
    }

    @Test
    void letsNoModuleWriteHeadersWithinHeaders() throws Exception {
        HttpResponse<String> answer = gateway.get("/x/bad/header?value=a%0d%0aX-Forged:%20yes");
        assertThat(answer.headers().firstValue("x-forged")).isEmpty();
    }

    @Test
    void closesTheStreamsOfModules() throws Exception {
        assertThat(gateway.client()
                        .send(gateway.to("/x/bad/stream").build(), BodyHandlers.ofByteArray())
                        .body())
                .hasSize(1 << 20);
        assertThat(Bad.CLOSED.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsStreamsOfEventsThatNobodyEnds() throws Exception {
        PhaseGuest guest = gateway.open("leak", new Bad());
        var answer = gateway.client().sendAsync(gateway.to("/leak/bad/events").build(), BodyHandlers.ofString());
        assertThat(Bad.LEAKED.await(30, TimeUnit.SECONDS)).isTrue();

        gateway.remove(guest);

        assertThat(answer.handle((ended, failed) -> true).get(30, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void goesOnAfterABodyThatNobodyHasRead() throws Exception {
        for (int time = 0; time < 3; time++) {
            HttpResponse<String> answer =
                    gateway.send(gateway.to("/x/bad/unread").POST(BodyPublishers.ofString("x".repeat(100_000))));
            assertThat(answer.body()).isEqualTo("not read");
        }
    }

    /** One byte at a time keeps a connection awake, but not for longer than a request may take. */
    @Test
    void doesNotWaitForABodyThatComesInDrops() throws Exception {
        try (var socket = new Socket(gateway.address.getAddress(), gateway.address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("POST /x/bad/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                } catch (IOException e) {
                    return e.toString();
                }
            });
            String status = "";
            while (status.isEmpty()) {
                try {
                    status = answer.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    socket.getOutputStream().write('x');
                }
            }
            assertThat(status).isEqualTo("HTTP/1.1 504");
        }
    }
}

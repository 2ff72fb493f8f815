// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modkit.api.rest.RequestListener;
import org.modkit.api.rest.RestAnswer;
import org.modkit.api.rest.RestRequest;
import org.modkit.rest.gateway.guard.Plugins;
import org.slf4j.MDC;

class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        LogContexts.on();
        gateway = RunningGateway.with(Map.of("limits.body", "1KiB"));
        gateway.open("x", new Echo());
    }

    @AfterAll
    static void stop() {
        gateway.stop();
    }

    /** Tells what a module sees of the trace. */
    @Path("echo")
    public static final class Echo {
        @GET
        public String get(@HeaderParam("traceparent") String parent, @HeaderParam("tracestate") String state) {
            return parent + " " + state + " " + MDC.get("trace_id") + " " + MDC.get("request.id");
        }

        @GET
        @Path("{name}/of/{id: \\d+}")
        public String deep(@PathParam("name") String name) {
            return name;
        }
    }

    @Test
    void goesOnWithTheTraceOfTheClient() throws Exception {
        String[] seen = gateway.send(gateway.to("/x/echo")
                        .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
                        .header("tracestate", "a=1")
                        .header("x-request-id", "r-1"))
                .body()
                .split(" ");
        assertThat(seen[0]).matches("00-" + TRACE + "-[0-9a-f]{16}-01").doesNotContain(SPAN);
        assertThat(seen).containsExactly(seen[0], "a=1", TRACE, "r-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            })
    void beginsAnotherTraceInPlaceOfABrokenOne(String sent) throws Exception {
        String[] seen = gateway.send(
                        gateway.to("/x/echo").header("traceparent", sent).header("tracestate", "a=1"))
                .body()
                .split(" ");
        assertThat(seen[0]).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain(TRACE);
        assertThat(seen[1]).isEqualTo("null");
        assertThat(seen[0]).contains(seen[2]);
    }

    @Test
    void readsVersionsToCome() throws Exception {
        String seen = gateway.send(gateway.to("/x/echo").header("traceparent", "01-" + TRACE + "-" + SPAN + "-01-more"))
                .body();
        assertThat(seen).startsWith("00-" + TRACE + "-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/x/nowhere", "/x/../x", "/docs/nothing"})
    void namesTheTraceInProblems(String path) throws Exception {
        HttpResponse<String> answer =
                gateway.send(gateway.to(path).header("traceparent", "00-" + TRACE + "-" + SPAN + "-01"));
        assertThat(answer.body()).contains("\"trace_id\":\"" + TRACE + "\"", "\"request_id\":");
    }

    /** Notes what it hears. */
    private static final class Ear implements RequestListener {
        final BlockingQueue<RestRequest> begun = new LinkedBlockingQueue<>();
        final BlockingQueue<Map.Entry<RestRequest, RestAnswer>> ended = new LinkedBlockingQueue<>();

        @Override
        public void begun(RestRequest request) {
            begun.add(request);
        }

        @Override
        public void ended(RestRequest request, RestAnswer answer) {
            ended.add(Map.entry(request, answer));
        }
    }

    /** Fails at whatever it hears. */
    private static final class Deaf implements RequestListener {
        @Override
        public void begun(RestRequest request) {
            throw new IllegalStateException("deaf");
        }

        @Override
        public void ended(RestRequest request, RestAnswer answer) {
            throw new IllegalStateException("deaf");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /x/echo/ann/of/7, x, '/x/echo/{name}/of/{id: \\d+}', 200",
        "GET /x/echo, x, /x/echo, 200",
        "DELETE /x/echo, '', '', 405",
        "GET /x/nowhere, '', '', 404",
        "GET /nowhere, '', '', 404",
        "GET /healthz, '', '', 200",
        "POST /x/echo, '', '', 413",
    })
    void tellsListenersOfEachRequest(String asked, String module, String route, int status) throws Exception {
        String method = asked.split(" ")[0];
        String path = asked.split(" ")[1];
        var ear = new Ear();
        gateway.plugins = new Plugins(Optional::empty, Optional::empty, () -> List.of(new Deaf(), ear));
        var body = method.equals("POST") ? BodyPublishers.ofString("x".repeat(2_000)) : BodyPublishers.noBody();

        gateway.send(gateway.to(path + "?secret=1")
                .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
                .method(method, body));

        RestRequest begun = ear.begun.poll(30, TimeUnit.SECONDS);
        var ended = ear.ended.poll(30, TimeUnit.SECONDS);
        assertThat(begun.method()).isEqualTo(method);
        assertThat(begun.path()).isEqualTo(path);
        assertThat(begun.traceparent()).startsWith("00-" + TRACE);
        assertThat(begun.parent()).isEqualTo(SPAN);
        assertThat(begun.id()).isNotEmpty();
        assertThat(ended.getKey()).isSameAs(begun);
        RestAnswer answer = ended.getValue();
        assertThat(answer).isEqualTo(new RestAnswer(module, route, status, answer.duration()));
        assertThat(answer.duration()).isPositive();
        assertThat(ear.ended).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.rest.gateway.guest.OrderResource;
import org.modkit.rest.gateway.mount.MountException;
import org.modkit.rest.gateway.proof.Guests;
import org.modkit.rest.gateway.server.ListenException;

class MountingTest {
    private final RunningGateway gateway = RunningGateway.with(Map.of("rate_limit.enabled", "false"));

    @AfterEach
    void stop() {
        gateway.stop();
    }

    /** Says a word. */
    @Path("word")
    public record Word(String word) {
        @GET
        public String get() {
            return word;
        }
    }

    /** A class of which each request gets an object of its own, with what it asks for. */
    @Path("each")
    public static class Each {
        private final String asked;

        public Each(@QueryParam("word") String asked) {
            this.asked = asked;
        }

        @GET
        public String get() {
            return asked;
        }
    }

    /** Fails in its own way. */
    @Path("moody")
    public static final class Moody {
        @GET
        public String get() {
            throw new IllegalStateException("mood");
        }
    }

    /** What a module says to such a failure. */
    public static final class MoodMapper implements ExceptionMapper<IllegalStateException> {
        @Override
        public Response toResponse(IllegalStateException thrown) {
            return Response.status(418).entity("tea").build();
        }
    }

    /** What a module adds to all of its answers. */
    public static final class Signature implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().putSingle("X-Signed", "yes");
        }
    }

    /** Answers when it is let. */
    @Path("slow")
    public static final class Slow {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch let = new CountDownLatch(1);

        @GET
        public String get() throws InterruptedException {
            entered.countDown();
            let.await();
            return "done";
        }
    }

    /** Sends one event and keeps the stream open. */
    @Path("events")
    public static final class Events {
        final CompletableFuture<SseEventSink> sink = new CompletableFuture<>();

        @GET
        @jakarta.ws.rs.Produces(MediaType.SERVER_SENT_EVENTS)
        public void get(@Context SseEventSink opened, @Context Sse sse) {
            opened.send(sse.newEvent("first"));
            sink.complete(opened);
        }
    }

    @Test
    void answersNothingBeforeItOpensAndAfterItCloses() throws Exception {
        PhaseGuest orders = Guests.named("orders", new OrderResource());
        assertThat(gateway.get("/orders/v1/orders/1").statusCode()).isEqualTo(404);
        gateway.host.up(orders);
        assertThat(gateway.get("/orders/v1/orders/1").statusCode()).isEqualTo(503);
        gateway.host.open(orders);
        assertThat(gateway.get("/orders/v1/orders/1").statusCode()).isEqualTo(200);
        gateway.host.close(orders);
        gateway.host.down(orders);
        assertThat(gateway.get("/orders/v1/orders/1").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAPathThatAnotherModuleHasAndNamesBoth() throws Exception {
        RunningGateway configured = RunningGateway.with(Map.of("paths.shop", "/orders/shop"));
        try {
            configured.open("orders", new OrderResource());

            assertThatThrownBy(() -> configured.open("shop", new Word("shop")))
                    .isInstanceOf(MountException.class)
                    .hasMessage(
                            "Module 'shop' can't be mounted at '/orders/shop', because module 'orders' is mounted at"
                                    + " '/orders'. Give one of them another path under 'modules.rest-gateway.config.paths'.");
        } finally {
            configured.stop();
        }
    }

    @Test
    void keepsItsOwnPathsToItself() {
        assertThatThrownBy(() -> gateway.open("docs", new Word("docs")))
                .isInstanceOf(MountException.class)
                .hasMessage(
                        "Module 'docs' can't be mounted at '/docs', which the gateway answers itself. Give it another"
                                + " path under 'modules.rest-gateway.config.paths'.");
    }

    @Test
    void givesThePathToTheNextIncarnationInOneStep() throws Exception {
        PhaseGuest before = gateway.open("word", new Word("before"));
        PhaseGuest after = Guests.named("word", new Word("after"));
        gateway.host.up(after);
        assertThat(gateway.get("/word/word").body()).isEqualTo("before");

        gateway.host.open(after);

        assertThat(gateway.get("/word/word").body()).isEqualTo("after");
        gateway.remove(before);
        assertThat(gateway.get("/word/word").body()).isEqualTo("after");
    }

    @Test
    void finishesRequestsUnderWayBeforeItHasClosed() throws Exception {
        var slow = new Slow();
        PhaseGuest guest = gateway.open("slow", slow);
        var answer = gateway.client().sendAsync(gateway.to("/slow/slow").build(), BodyHandlers.ofString());
        assertThat(slow.entered.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
            try {
                gateway.remove(guest);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        // It refuses while it waits.
        while (gateway.send(gateway.to("/slow/other")).statusCode() != 503) {
            Thread.onSpinWait();
        }
        assertThat(closed).isNotDone();

        slow.let.countDown();

        assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
        closed.get(30, TimeUnit.SECONDS);
    }

    @Test
    void endsStreamsOfEventsWhenItCloses() throws Exception {
        var events = new Events();
        PhaseGuest guest = gateway.open("events", events);
        var answer = gateway.client().sendAsync(gateway.to("/events/events").build(), BodyHandlers.ofString());
        SseEventSink sink = events.sink.get(30, TimeUnit.SECONDS);

        gateway.remove(guest);

        HttpResponse<String> whole = answer.get(30, TimeUnit.SECONDS);
        assertThat(whole.body()).isEqualTo("data: first\n\n");
        assertThat(whole.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(sink).isNotNull();
    }

    @Test
    void makesAnObjectForEachRequestOfAClass() throws Exception {
        gateway.open("x", Each.class);
        assertThat(gateway.get("/x/each?word=one").body()).isEqualTo("one");
        assertThat(gateway.get("/x/each?word=t%20wo").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsProvidersOfAModuleToThatModule() throws Exception {
        gateway.open("own", new Moody(), new MoodMapper(), new Signature());
        gateway.open("other", new Moody());

        HttpResponse<String> own = gateway.get("/own/moody");
        HttpResponse<String> other = gateway.get("/other/moody");

        assertThat(own.statusCode()).isEqualTo(418);
        assertThat(own.body()).isEqualTo("tea");
        assertThat(own.headers().firstValue("X-Signed")).contains("yes");
        assertThat(other.statusCode()).isEqualTo(500);
        assertThat(other.headers().firstValue("X-Signed")).isEmpty();
    }

    @Test
    void takesTheNearestModuleAndNoOther() throws Exception {
        gateway.open("word", new Word("here"));
        assertThat(Stream.of("/", "/wor", "/words", "/words/word", "/word", "/word/", "/word/words", "/x/../word/word")
                        .map(path -> {
                            try {
                                return gateway.get(path).statusCode();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }))
                .containsExactly(302, 404, 404, 404, 404, 404, 404, 400);
    }

    @Test
    void finishesRequestsUnderWayBeforeItHasStopped() throws Exception {
        var slow = new Slow();
        gateway.open("slow", slow);
        var answer = gateway.client().sendAsync(gateway.to("/slow/slow").build(), BodyHandlers.ofString());
        assertThat(slow.entered.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::stop);
        assertThat(answer).isNotDone();
        assertThat(stopped).isNotDone();
        slow.let.countDown();

        assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
        stopped.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> gateway.get("/slow/slow")).isInstanceOf(IOException.class);
    }

    @Test
    void speaksHttp2WithClientsThatBeginWithIt() throws Exception {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        try (var socket = new Socket(gateway.address.getAddress(), gateway.address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(preface);
            socket.getOutputStream().write(settings);
            byte[] frame = socket.getInputStream().readNBytes(settings.length);
            assertThat(frame[3]).as("the type of its first frame").isEqualTo(settings[3]);
        }
    }

    @Test
    void saysHowLongAnAnswerWouldBe() throws Exception {
        gateway.open("word", new Word("four"));
        HttpResponse<String> head =
                gateway.send(gateway.to("/word/word").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("content-length")).contains("4");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void saysWhichPortIsTaken() {
        int port = gateway.address.getPort();
        assertThatThrownBy(() -> RunningGateway.with(Map.of("port", String.valueOf(port))))
                .isInstanceOf(ListenException.class)
                .hasMessageStartingWith("The REST gateway can't listen at '127.0.0.1:" + port + "': ")
                .hasMessageEndingWith("Free that port, or set 'port' (0 takes any free one) and 'bind' in"
                        + " 'modules.rest-gateway.config'.");
    }
}

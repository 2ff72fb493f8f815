// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modkit.rest.gateway.MountingTest.Slow;
import org.modkit.rest.gateway.MountingTest.Word;
import org.modkit.rest.gateway.guest.TroubleResource;
import org.slf4j.MDC;

class MiddlewareTest {
    private RunningGateway gateway;

    @AfterEach
    void stop() {
        gateway.stop();
    }

    /** Two routes. */
    @Path("things")
    public static final class Things {
        @GET
        @Path("{id}")
        public String get(@PathParam("id") String id) {
            return id;
        }

        @POST
        @Path("{id}")
        @Consumes("text/plain")
        public String post(@PathParam("id") String id, String text) {
            return text;
        }
    }

    /** Tells under which id its log lines are. */
    @Path("id")
    public static final class Id {
        @GET
        public String get() {
            return MDC.get("request.id");
        }
    }

    private HttpResponse<String> start(Object resource, String path, String... keys) throws Exception {
        var all = new HashMap<String, String>();
        for (int key = 0; key < keys.length; key += 2) {
            all.put(keys[key], keys[key + 1]);
        }
        gateway = RunningGateway.with(all);
        gateway.open("x", resource);
        return gateway.get(path);
    }

    @Test
    void takesTheIdOfTheClientOrMakesOne() throws Exception {
        HttpResponse<String> made = start(new Id(), "/x/id");
        assertThat(made.headers().allValues("x-request-id")).hasSize(1);
        HttpResponse<String> taken = gateway.send(gateway.to("/x/nowhere").header("x-request-id", "abc-1"));
        assertThat(taken.headers().allValues("x-request-id")).containsExactly("abc-1");
        assertThat(taken.body()).contains("\"request_id\":\"abc-1\"");
        HttpResponse<String> odd = gateway.send(gateway.to("/x/id").header("x-request-id", "a b {c}"));
        assertThat(odd.headers().firstValue("x-request-id").orElseThrow()).matches("[\\w-]{20}");
    }

    @Test
    void limitsHowOftenARouteIsAsked() throws Exception {
        HttpResponse<String> first = start(new Things(), "/x/things/1", "rate_limit.rps", "1", "rate_limit.burst", "3");
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"route\";q=3;w=3");
        assertThat(first.headers().firstValue("RateLimit")).contains("\"route\";r=2;t=1");
        gateway.get("/x/things/2");
        gateway.get("/x/things/3");

        HttpResponse<String> refused = gateway.get("/x/things/4");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"route\";r=0;t=");
        assertThat(refused.body()).contains("This takes 1 requests a second, and 3 at once. Try again in 1 s.");
    }

    @Test
    void hasNoLimitsThatAreSwitchedOff() throws Exception {
        HttpResponse<String> first = start(
                new Things(),
                "/x/things/1",
                "limits.timeout",
                "0",
                "limits.body",
                "0",
                "rate_limit.rps",
                "0",
                "rate_limit.in_flight",
                "0");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("RateLimit-Policy")).isEmpty();

        String large = "x".repeat(17 << 20);
        HttpResponse<String> answer = gateway.send(
                gateway.to("/x/things/1").header("content-type", "text/plain").POST(BodyPublishers.ofString(large)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSameSizeAs(large);
    }

    @Test
    void countsRoutesApartAndNothingThatHasNone() throws Exception {
        start(new Things(), "/x/things/1", "rate_limit.rps", "1", "rate_limit.burst", "2");
        for (int time = 0; time < 5; time++) {
            HttpResponse<String> unfit = gateway.send(gateway.to("/x/things/1")
                    .header("content-type", "image/png")
                    .POST(BodyPublishers.ofString("x")));
            assertThat(unfit.statusCode()).isEqualTo(415);
        }
        HttpResponse<String> other = gateway.send(
                gateway.to("/x/things/1").header("content-type", "text/plain").POST(BodyPublishers.ofString("x")));
        assertThat(other.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"route\";r=1;");
    }

    @Test
    void limitsHowManyARouteAnswersAtTheSameTime() throws Exception {
        start(new Word("x"), "/x/word", "rate_limit.in_flight", "1");
        var slow = new Slow();
        gateway.open("slow", slow);
        var answer = gateway.client().sendAsync(gateway.to("/slow/slow").build(), BodyHandlers.ofString());
        assertThat(slow.entered.await(30, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = gateway.get("/slow/slow");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        slow.let.countDown();
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        HttpResponse<String> again = gateway.get("/slow/slow");
        while (again.statusCode() == 503) {
            again = gateway.get("/slow/slow");
        }
        assertThat(again.statusCode()).isEqualTo(200);
    }

    @Test
    void letsNamedOriginsIn() throws Exception {
        start(new Things(), "/x/things/1", "cors.enabled", "true", "cors.allowed_origins", "https://a.example");
        HttpResponse<String> asked = gateway.send(gateway.to("/x/things/1")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://a.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "x-anything"));
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("https://a.example");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("PUT");
        assertThat(asked.headers().firstValue("Access-Control-Max-Age")).contains("600");
        HttpResponse<String> refused = gateway.send(gateway.to("/x/nowhere").header("Origin", "https://a.example"));
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("https://a.example");
        HttpResponse<String> foreign = gateway.send(gateway.to("/x/things/1").header("Origin", "https://b.example"));
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void letsOtherOriginsReadWhateverIsRefused() throws Exception {
        gateway = RunningGateway.with(Map.of(
                "cors.enabled", "true",
                "cors.allowed_origins", "https://a.example",
                "limits.body", "1KiB",
                "limits.timeout", "500ms",
                "rate_limit.modules.few.rps", "1",
                "rate_limit.modules.few.burst", "1"));
        gateway.open("x", new Things(), new TroubleResource(), new Closed());
        gateway.open("few", new Things());
        gateway.get("/few/things/1");
        var large = BodyPublishers.ofString("x".repeat(2_000));
        var statuses = new ArrayList<Integer>();
        for (HttpRequest.Builder each : List.of(
                gateway.to("/x/things/1").header("content-type", "image/png").POST(BodyPublishers.ofString("x")),
                gateway.to("/x/things/1").header("content-type", "text/plain").POST(large),
                gateway.to("/x/things/1").DELETE(),
                gateway.to("/x/closed"),
                gateway.to("/x/closed/known"),
                gateway.to("/x/trouble/broken"),
                gateway.to("/x/trouble/unwritable"),
                gateway.to("/x/trouble/hang"),
                gateway.to("/few/things/1"),
                gateway.to("/nowhere"),
                gateway.to("/docs").DELETE())) {
            HttpResponse<String> answer = gateway.send(each.header("Origin", "https://a.example"));
            statuses.add(answer.statusCode());
            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .as(answer.body())
                    .containsExactly("https://a.example");
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        }
        assertThat(statuses).containsExactly(415, 413, 405, 403, 503, 500, 500, 504, 429, 404, 405);
    }

    /** Routes that nobody gets to. */
    @Path("closed")
    public static final class Closed {
        @GET
        @DenyAll
        public String get() {
            return "never";
        }

        @GET
        @Path("known")
        @RolesAllowed("**")
        public String known() {
            return "never";
        }
    }

    @Test
    void needsNoCredentialsForTheQuestionWhetherAPageMayCall() throws Exception {
        start(new Closed(), "/x/closed", "cors.enabled", "true", "auth.required", "always");
        HttpResponse<String> asked = gateway.send(gateway.to("/x/closed/known")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://a.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization"));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .containsIgnoringCase("authorization");
    }

    @Test
    void knowsNoOtherOriginsUnlessToldTo() throws Exception {
        start(new Things(), "/x/things/1");
        HttpResponse<String> answer = gateway.send(gateway.to("/x/things/1").header("Origin", "https://a.example"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}

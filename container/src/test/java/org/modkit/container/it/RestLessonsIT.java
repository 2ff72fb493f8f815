// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lessons 7 to 10, as their clients see them. */
class RestLessonsIT {
    private static final Pattern OPEN = Pattern.compile("Open (http://127\\.0\\.0\\.1:\\d+)/docs\n");
    private static final String PROBLEM = "application/problem+json";

    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private String gateway = "";

    private RunningContainer run(String yaml, String... samples) throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), yaml);
        for (String sample : samples) {
            Files.copy(Distribution.sample(sample), deployed(sample));
        }
        var container =
                RunningContainer.on(home, Map.of("MODKIT__modules__tokens_signed__config__secret", Tokens.SECRET));
        Stream.of(samples)
                .filter(sample -> !sample.endsWith(".api"))
                .forEach(module -> container.awaitState(module.replace('.', '-'), "RUNNING"));
        Matcher open = OPEN.matcher(container.stdout());
        assertThat(open.find()).as(container.stdout() + container.stderr()).isTrue();
        gateway = open.group(1);
        return container;
    }

    private Path deployed(String sample) {
        return home.resolve("deploy").resolve(sample + ".jar");
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(to(path, headers));
    }

    private HttpResponse<String> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        return send(to(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder to(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(gateway + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains(PROBLEM);
        assertThat(answer.body()).contains("\"status\":" + status);
        assertThat(words).allSatisfy(word -> assertThat(answer.body()).contains(word));
    }

    @Test
    void helloIsGreetedUntilItsJarIsDeleted() throws Exception {
        try (var container = run("", "hello.rest")) {
            assertThat(get("/hello-rest/v1/greetings/Ann").body())
                    .isEqualTo("{\"name\":\"Ann\",\"text\":\"Hello, Ann.\"}");
            assertThat(post("/hello-rest/v1/greetings", "{\"name\":\"Ann\",\"times\":2}")
                            .body())
                    .contains("Hello, Ann, Ann.");
            assertProblem(
                    post("/hello-rest/v1/greetings", "{\"name\":\" \",\"times\":9}"),
                    422,
                    "\"field\":\"name\"",
                    "\"field\":\"times\"");
            assertThat(get("/openapi.json").body())
                    .contains("/hello-rest/v1/greetings/{name}", "Greets somebody up to three times");

            container.drop(Distribution.sample("hello.rest"), "hello.rest.jar");
            assertThat(get("/hello-rest/v1/greetings/Ann").statusCode()).isEqualTo(200);

            Files.delete(deployed("hello.rest"));
            container.awaitGone("hello-rest");
            assertProblem(get("/hello-rest/v1/greetings/Ann"), 404);
            assertThat(get("/openapi.json").body()).doesNotContain("hello-rest");
        }
    }

    @Test
    void helloIsWhereTheOperatorWantsIt() throws Exception {
        try (var container =
                run("modules: { rest-gateway: { config: { paths: { hello-rest: /welcome } } } }\n", "hello.rest")) {
            assertThat(get("/welcome/v1/greetings/Ann").statusCode()).isEqualTo(200);
            assertProblem(get("/hello-rest/v1/greetings/Ann"), 404);
            assertThat(get("/modules").body()).contains("\"path\":\"/welcome\"");
            assertThat(container.journal("running")).containsExactly("running hello-rest");
        }
    }

    @Test
    void theLedgerIsKeptByRest() throws Exception {
        try (var container = run("", "ledger.api", "ledger", "ledger.rest")) {
            String accounts = "/ledger-rest/v1/accounts";
            assertThat(get(accounts).body())
                    .isEqualTo("[{\"number\":\"1000\",\"name\":\"Cash\",\"cents\":-250},"
                            + "{\"number\":\"2000\",\"name\":\"Coffee\",\"cents\":250}]");
            var opened = post(accounts, "{\"number\":\"3000\",\"name\":\"Cake\"}");
            assertThat(opened.statusCode()).isEqualTo(201);
            assertThat(opened.headers().firstValue("location")).contains(gateway + accounts + "/3000");
            assertThat(get("/openapi.json").body()).contains("The account, and in 'Location' where it is");
            assertProblem(post(accounts, "{\"number\":\"3000\",\"name\":\"Pie\"}"), 409, "an account '3000' already");
            assertProblem(post(accounts, "{\"number\":\"x\",\"name\":\"Pie\"}"), 422, "\"field\":\"number\"");
            assertProblem(get(accounts + "/9999"), 404, "There is no account '9999'.");

            String bookings = "/ledger-rest/v1/bookings";
            String booking = "{\"from\":\"1000\",\"to\":\"3000\",\"cents\":420,\"reason\":\"with coffee\"}";
            assertThat(post(bookings, booking).statusCode()).isEqualTo(204);
            assertProblem(post(bookings, booking.replace("3000", "9999")), 404, "'9999'");
            assertThat(get(accounts + "/3000/entries").body())
                    .isEqualTo("[{\"cents\":420,\"reason\":\"with coffee\"}]");

            // The module goes down with the one it needs; a request that comes meanwhile waits, and is answered.
            assertThat(container.ask("restart", "ledger").exit()).isZero();
            assertThat(get(accounts + "/2000").body()).contains("\"cents\":500");
            assertThat(container.journal("running"))
                    .endsWith("running ledger", "running ledger-rest")
                    .hasSize(4);

            Files.delete(deployed("ledger"));
            container.awaitState("ledger-rest", "WAITING");
            assertThat(get("/openapi.json").body()).doesNotContain("ledger-rest");
        }
    }

    @Test
    void theTickerTicksForEverybodyAndEndsWithItsModule() throws Exception {
        try (var container =
                run("modules: { ticker: { config: { every: 100ms } } }\n", "clock.api", "clock.utc", "ticker")) {
            Iterator<String> ann = listen();
            Iterator<String> bob = listen();
            for (var listener : List.of(ann, bob)) {
                assertThat(List.of(listener.next(), listener.next(), listener.next(), listener.next()))
                        .satisfiesExactlyInAnyOrder(
                                line -> assertThat(line).isEqualTo("event: tick"),
                                line -> assertThat(line).matches("id: \\d+"),
                                line -> assertThat(line).matches("data: \\{\"number\":\\d+,\"time\":\"[^\"]+Z\"}"),
                                line -> assertThat(line).isEmpty());
            }

            Files.delete(deployed("ticker"));

            // A stream that is cut off would throw.
            ann.forEachRemaining(line -> {});
            bob.forEachRemaining(line -> {});
            container.awaitGone("ticker");
            assertThat(container.stderr()).doesNotContain("\tat ");
        }
    }

    private Iterator<String> listen() throws IOException, InterruptedException {
        HttpResponse<Stream<String>> stream = client.send(to("/ticker/v1/ticks").build(), BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        return stream.body().iterator();
    }

    @Test
    void theTickerDropsWhoeverDoesNotReadAndTicksOn() throws Exception {
        String yaml = "modules: { ticker: { config: { every: 1ms } }, "
                + "rest-gateway: { config: { limits: { idle: 2s } } } }\n";
        try (var container = run(yaml, "clock.api", "clock.utc", "ticker");
                var deaf = new Socket()) {
            deaf.setReceiveBufferSize(1024);
            deaf.connect(new InetSocketAddress("127.0.0.1", URI.create(gateway).getPort()));
            deaf.getOutputStream()
                    .write("GET /ticker/v1/ticks HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            container.awaitConsole("Dropped a listener that was 16 ticks behind.");

            assertThat(listen().next()).isNotEmpty();
            assertThat(container.journal("running").stream().filter(story -> story.endsWith("ticker")))
                    .hasSize(1);
        }
    }

    /** What the plugins of lesson 10 are configured with. */
    private static final class Tokens {
        static final String SECRET = "the secret of this test, long enough";
        /** By {@code openssl dgst -sha256 -hmac}. */
        static final String SIGNED = "ann:keeper:53c552689f28ec97c2814698d979010f8c9b994916ab3c1f9c1a720210003ebf";

        static final String YAML = """
                modules:
                  doorman: { config: { vendor: VENDOR } }
                  tokens-listed:
                    config:
                      callers:
                        ann: { token: anns-token-is-long, roles: [keeper] }
                        eve: { token: eves-token-is-long }
                        ron: { token: rons-token-is-long, roles: [keeper], readOnly: true }
                """;

        static String[] bearer(String token) {
            return new String[] {"Authorization", "Bearer " + token};
        }
    }

    @Test
    void theVaultOpensToWhomTheChosenPluginKnows() throws Exception {
        String gold = "/vault/v1/gold";
        try (var container =
                run(Tokens.YAML.replace("VENDOR", "listed"), "vault", "doorman", "tokens.listed", "tokens.signed")) {
            assertThat(get("/vault/v1/inscription").body()).isEqualTo("{\"text\":\"Keepers only.\"}");
            var stranger = get(gold);
            assertProblem(stranger, 401);
            assertThat(stranger.headers().firstValue("www-authenticate")).contains("Bearer realm=\"modkit\"");
            assertThat(get(gold, Tokens.bearer("anns-token-is-long")).body())
                    .isEqualTo("{\"bars\":3,\"keeper\":\"ann\"}");
            assertThat(post(gold, "{\"bars\":2}", Tokens.bearer("anns-token-is-long"))
                            .body())
                    .isEqualTo("{\"bars\":5,\"keeper\":\"ann\"}");
            assertProblem(get(gold, Tokens.bearer("eves-token-is-long")), 403);
            assertThat(get(gold, Tokens.bearer("rons-token-is-long")).statusCode())
                    .isEqualTo(200);
            assertProblem(post(gold, "{\"bars\":2}", Tokens.bearer("rons-token-is-long")), 403);
            assertProblem(get(gold, Tokens.bearer(Tokens.SIGNED)), 401);

            container.configure(Tokens.YAML.replace("VENDOR", "signed"));

            Await.until("the other plugin", () -> status(gold, Tokens.SIGNED) == 200);
            assertProblem(get(gold, Tokens.bearer("anns-token-is-long")), 401);
            assertThat(container.journal("running").stream().filter(story -> story.endsWith("vault")))
                    .hasSize(1);

            Files.delete(deployed("tokens.signed"));

            container.awaitGone("tokens-signed");
            assertProblem(get(gold, Tokens.bearer(Tokens.SIGNED)), 503);
            assertThat(get("/vault/v1/inscription").statusCode()).isEqualTo(200);
            assertThat(container.stdout() + container.stderr() + container.log("modkit.log"))
                    .doesNotContain("anns-token", Tokens.SECRET, Tokens.SIGNED);
        }
    }

    private int status(String path, String token) {
        try {
            return get(path, Tokens.bearer(token)).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

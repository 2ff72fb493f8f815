// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modkit.api.security.Authentication;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Authorization;
import org.modkit.api.security.AuthorizationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;
import org.modkit.api.security.Operation;
import org.modkit.rest.gateway.Entrances.Catch;
import org.modkit.rest.gateway.Entrances.Doors;
import org.modkit.rest.gateway.guard.Plugins;
import org.slf4j.MDC;

class SecurityTest {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        LogContexts.on();
        gateway = RunningGateway.with(Map.of("auth.required", "always", "rate_limit.enabled", "false"));
        gateway.open("x", new Doors(), new Catch());
    }

    @AfterAll
    static void stop() {
        gateway.stop();
    }

    private static Authentication tokens(Credentials credentials) {
        if (!credentials.scheme().equals("bearer")) {
            return new Authentication.Unauthorized("Not a token.");
        }
        return switch (credentials.value()) {
            case "down" -> new Authentication.Unavailable("The directory does not answer: 10.0.0.1.");
            case "broken" -> throw new IllegalStateException("secret of the plugin");
            case "wrong" -> new Authentication.Unauthorized("It has expired.");
            default ->
                new Authentication.Accepted(
                        new Caller(credentials.value(), "acme", Set.of(credentials.value() + "s", "smith"), Map.of()));
        };
    }

    private static void plug(AuthenticationClient who, AuthorizationClient may) {
        gateway.plugins = new Plugins(() -> Optional.ofNullable(who), () -> Optional.ofNullable(may), List::of);
    }

    private static HttpResponse<String> with(String token, String path) throws Exception {
        return with(gateway, token, path);
    }

    private static HttpResponse<String> with(RunningGateway asked, String token, String path) throws Exception {
        HttpRequest.Builder request = asked.to(path);
        return asked.send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    @ParameterizedTest
    @CsvSource({
        "'', /x/doors, 401",
        "ann, /x/doors, 200",
        "wrong, /x/doors, 401",
        "down, /x/doors, 503",
        "broken, /x/doors, 500",
        "'', /x/doors/open, 200",
        "broken, /x/doors/open, 200",
        "'', /x/doors/closed, 403",
        "ann, /x/doors/closed, 403",
        "'', /x/doors/known, 401",
        "ann, /x/doors/known, 200",
        "'', /x/doors/keys/1, 401",
        "ann, /x/doors/keys/1, 200",
        "ann, /x/doors/inherited, 403",
        "'', /x/doors/inherited, 401",
        "'', /x/doors/rooms, 401",
        "ann, /x/doors/rooms, 403",
        "'', /x/nowhere, 404",
        "'', /modules, 401",
        "ann, /modules, 200",
        "'', /healthz, 200",
        "'', /openapi.json, 200",
        "'', /docs, 200",
    })
    void letsThoseInWhoMay(String token, String path, int status) throws Exception {
        plug(SecurityTest::tokens, null);

        HttpResponse<String> answer = with(token, path);

        if (path.equals("/x/nowhere")) {
            assertThat(answer.statusCode()).as("the module's own mapper").isEqualTo(418);
            return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).doesNotContain("expired", "secret", "10.0.0.1", "plugin");
        }
        assertThat(answer.headers().firstValue("www-authenticate").isPresent()).isEqualTo(status == 401);
        assertThat(answer.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void tellsTheModuleWhoCalls() throws Exception {
        plug(SecurityTest::tokens, null);
        assertThat(with("ann", "/x/doors").body()).isEqualTo("ann ann");
        assertThat(with("ann", "/x/doors/keys/1").body()).isEqualTo("ann true BEARER");
        assertThat(with("ann", "/x/doors/open").body()).isEqualTo("nobody");
        assertThat(MDC.get("caller")).isNull();
    }

    @Test
    void asksForCredentialsInTheWordsOfThePlugin() throws Exception {
        plug(SecurityTest::tokens, null);
        assertThat(with("", "/x/doors").headers().firstValue("www-authenticate"))
                .contains("Bearer realm=\"modkit\"");
        assertThat(with("wrong", "/x/doors").headers().firstValue("www-authenticate"))
                .contains("Bearer realm=\"modkit\", error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "(bearer) x", "Basic YTpi", "=", "x"})
    void refusesWhatIsNoCredentials(String header) throws Exception {
        plug(SecurityTest::tokens, null);
        assertThat(gateway.send(gateway.to("/x/doors").header("Authorization", header))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesTwoCredentials() throws Exception {
        plug(SecurityTest::tokens, null);
        HttpResponse<String> answer = gateway.send(
                gateway.to("/x/doors").header("Authorization", "Bearer ann").header("Authorization", "Bearer bob"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The header 'Authorization' must be one scheme and credentials");
    }

    @Test
    void doesWithoutAuthenticationAtLoopbackWhereNothingIsSaid() throws Exception {
        RunningGateway local = RunningGateway.with(Map.of());
        try {
            local.open("x", new Doors());
            assertThat(local.get("/x/doors").body()).isEqualTo("nobody null");
            assertThat(local.get("/modules").statusCode()).isEqualTo(200);
            assertThat(local.get("/x/doors/keys/1").statusCode()).isEqualTo(503);

            local.plugins = new Plugins(() -> Optional.of(SecurityTest::tokens), Optional::empty, List::of);

            assertThat(with(local, "ann", "/x/doors").body()).isEqualTo("ann ann");
            assertThat(with(local, "wrong", "/x/doors").body()).isEqualTo("nobody null");
            assertThat(with(local, "", "/x/doors/keys/1").statusCode()).isEqualTo(401);
        } finally {
            local.stop();
        }
    }

    @Test
    void answers503AsLongAsNobodyFindsOutWhoCalls() throws Exception {
        plug(null, null);
        HttpResponse<String> answer = with("ann", "/x/doors");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("This needs authentication, and no module that finds out who calls is running");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(with("", "/x/doors/open").statusCode()).isEqualTo(200);

        plug(SecurityTest::tokens, null);
        assertThat(with("ann", "/x/doors").statusCode()).isEqualTo(200);

        plug(null, null);
        assertThat(with("ann", "/x/doors").statusCode()).isEqualTo(503);
    }

    @Test
    void asksAPluginWhetherACallerMay() throws Exception {
        var asked = new CopyOnWriteArrayList<Operation>();
        plug(SecurityTest::tokens, (caller, operation) -> {
            asked.add(operation);
            return switch (caller.subject()) {
                case "ann" -> new Authorization.Allowed();
                case "bob" -> new Authorization.Denied("Bob has left.");
                default -> new Authorization.Unavailable("The policies are at 10.0.0.1.");
            };
        });
        assertThat(with("ann", "/x/doors/keys/7").statusCode()).isEqualTo(200);
        assertThat(with("bob", "/x/doors/keys/7").statusCode()).isEqualTo(403);
        HttpResponse<String> unknown = with("eve", "/x/doors");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.body()).doesNotContain("10.0.0.1");
        assertThat(with("", "/x/doors/open").statusCode()).isEqualTo(200);
        assertThat(asked)
                .containsExactly(
                        new Operation("x", "GET", "/x/doors/keys/{id}", Set.of("owner", "smith")),
                        new Operation("x", "GET", "/x/doors/keys/{id}", Set.of("owner", "smith")),
                        new Operation("x", "GET", "/x/doors", Set.of()));
    }

    @Test
    void guardsWhatIsDerivedFromARoute() throws Exception {
        plug(SecurityTest::tokens, null);
        assertThat(options("HEAD").statusCode()).isEqualTo(401);
        HttpResponse<String> methods = options("OPTIONS");
        assertThat(methods.statusCode()).as("which methods there are").isEqualTo(200);
        assertThat(methods.headers().firstValue("allow").orElseThrow()).contains("GET");
    }

    private static HttpResponse<String> options(String method) throws IOException, InterruptedException {
        return gateway.send(gateway.to("/x/doors/known").method(method, BodyPublishers.noBody()));
    }
}

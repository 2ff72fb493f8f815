// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modkit.rest.gateway.guest.TroubleResource;

class ProblemsTest {
    private static final TroubleResource TROUBLE = new TroubleResource();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(Map.of(
                "limits.body", "1KiB", "limits.timeout", "1s", "limits.idle", "1s", "rate_limit.enabled", "false"));
        gateway.open("x", TROUBLE);
    }

    @AfterAll
    static void stop() {
        gateway.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 418, 422, 429, 500, 501, 502, 503, 504})
    void describesEveryBareStatus(int status) throws Exception {
        JsonNode problem = problem(gateway.get("/x/trouble/status/" + status), status);

        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).endsWith(".");
        assertThat(problem.get("instance").asText()).isEqualTo("/x/trouble/status/" + status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404",
        "GET, /x/trouble/nowhere, 404",
        "GET, /x/trouble/status/many, 404",
        "DELETE, /x/trouble/said, 405",
        "PATCH, /nowhere, 404",
        "GET, /x/trouble/page?limit=many, 400",
        "GET, /x/trouble/page?limit=0, 422",
        "GET, /x/../x/trouble/said, 400",
        "GET, /x/trouble/%2e%2e/said, 400",
        "GET, /x%2Ftrouble/said, 400",
        "GET, /x/trouble/%00, 400",
        "GET, /x/trouble/broken, 500",
    })
    void describesWhatIsRefused(String method, String path, int status) throws Exception {
        problem(gateway.send(gateway.to(path).method(method, BodyPublishers.noBody())), status);
    }

    @Test
    void namesTheMethodsThatAreTaken() throws Exception {
        HttpResponse<String> answer = gateway.send(gateway.to("/x/trouble/said").DELETE());
        assertThat(answer.headers().firstValue("allow").orElseThrow()).contains("GET");
    }

    @Test
    void asksForCredentialsAsTheModuleDoes() throws Exception {
        HttpResponse<String> answer = gateway.get("/x/trouble/credentials");
        problem(answer, 401);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer realm=\"moon\"");
    }

    @Test
    void saysWhatTheModuleSays() throws Exception {
        JsonNode problem = problem(gateway.get("/x/trouble/said"), 400);
        assertThat(problem.get("detail").asText()).isEqualTo("The moon is in the wrong house.");
    }

    @Test
    void keepsInternalsToItself() throws Exception {
        HttpResponse<String> answer = gateway.get("/x/trouble/broken");
        problem(answer, 500);
        assertThat(answer.body()).doesNotContain("password", "1234", "java.", "Exception");
        HttpResponse<String> unwritable = gateway.get("/x/trouble/unwritable");
        problem(unwritable, 500);
        assertThat(unwritable.body()).doesNotContain("secret", "java.", "Exception");
    }

    @Test
    void refusesWhatCanNotBeProducedOrTaken() throws Exception {
        problem(gateway.send(gateway.to("/x/trouble/said").header("accept", "image/png")), 406);
        problem(
                gateway.send(gateway.to("/x/trouble/basket")
                        .header("content-type", "image/png")
                        .PUT(BodyPublishers.ofString("x"))),
                415);
    }

    @Test
    void namesTheFieldsThatAreWrong() throws Exception {
        JsonNode violated = problem(put("{\"name\":\"\",\"lines\":[{\"amount\":1},{\"amount\":0}]}"), 422);
        assertThat(violated.get("errors").toString())
                .isEqualTo("[{\"field\":\"lines[1].amount\",\"message\":\"must be greater than or equal to 1\"},"
                        + "{\"field\":\"name\",\"message\":\"must not be blank\"}]");
        JsonNode typed = problem(put("{\"name\":\"x\",\"lines\":[{\"amount\":\"many\"}]}"), 422);
        assertThat(typed.get("errors").toString())
                .isEqualTo("[{\"field\":\"lines[0].amount\",\"message\":\"is not a value of type int\"}]");
        JsonNode parameter = problem(gateway.get("/x/trouble/page?limit=0"), 422);
        assertThat(parameter.get("errors").get(0).get("field").asText()).isEqualTo("limit");
    }

    @Test
    void saysWhereJsonBreaks() throws Exception {
        JsonNode problem = problem(put("{\"name\": oops}"), 400);
        assertThat(problem.get("detail").asText())
                .startsWith("The body of the request is not JSON: it breaks at line 1, column ");
        problem(put("{\"name\":"), 400);
        problem(put(""), 400);
    }

    @Test
    void refusesBrokenUtf8() throws Exception {
        byte[] bytes = "{\"name\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        bytes[9] = (byte) 0xC3;
        problem(
                gateway.send(gateway.to("/x/trouble/basket")
                        .header("content-type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(bytes))),
                400);
    }

    @Test
    void refusesBodiesThatAreTooLargeWhetherTheySayOrNot() throws Exception {
        problem(put("{\"name\":\"" + "x".repeat(2_000) + "\"}"), 413);
        var unsaid = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                ("{\"name\":\"" + "x".repeat(2_000) + "\"}").getBytes(StandardCharsets.UTF_8)));
        problem(
                gateway.send(gateway.to("/x/trouble/basket")
                        .header("content-type", "application/json")
                        .PUT(unsaid)),
                413);
    }

    @Test
    void givesUpOnWhatHangsAndInterruptsIt() throws Exception {
        problem(gateway.get("/x/trouble/hang"), 504);
        assertThat(TROUBLE.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cutsOffAnAnswerThatFailsInTheMiddle() {
        assertThatThrownBy(() -> gateway.get("/x/trouble/stream")).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotWaitForEverForABody() throws Exception {
        RunningGateway impatient = RunningGateway.with(Map.of("limits.idle", "300ms"));
        try {
            impatient.open("x", TROUBLE);
            for (String body : List.of("", "abc")) {
                String answer = RawClient.send(
                        impatient.address,
                        "POST /x/trouble/text HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                                + "Content-Length: 10\r\n\r\n" + body);
                assertThat(answer).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
            }
        } finally {
            impatient.stop();
        }
    }

    private static HttpResponse<String> put(String body) throws Exception {
        return gateway.send(gateway.to("/x/trouble/basket")
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }
}

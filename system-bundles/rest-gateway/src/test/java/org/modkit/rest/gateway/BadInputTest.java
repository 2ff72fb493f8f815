// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modkit.rest.gateway.guest.TroubleResource;

/** What comes over the wire from those who mean no good, or know no better: each gets a status and says why. */
class BadInputTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(Map.of(
                "limits.body", "64KiB", "limits.timeout", "2s", "limits.idle", "2s", "rate_limit.enabled", "false"));
        gateway.open("x", new TroubleResource());
    }

    @AfterAll
    static void stop() {
        gateway.stop();
    }

    private static String send(String line, String headers, String body) throws IOException {
        return RawClient.send(gateway.address, RawClient.request(line, headers, body));
    }

    private static JsonNode problem(String answer, int status) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).endsWith(".");
        assertThat(problem.get("request_id").asText()).isNotEmpty();
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("jetty", "jersey", "jackson", "exception", "<html");
        return problem;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":                                     | 400",
                "{\"name\":\"x\"} trash                         | 400",
                "{'name':'x'}                                   | 400",
                "{\"name\":\"x\",}                              | 400",
                "{\"name\":NaN}                                 | 400",
                "{\"name\":\"\u0001\"}                          | 400",
                "{\"name\":\"\\ud8\"}                           | 400",
                "{\"name\":\"\u00c3\u0028\"}                    | 400",
                "{\"name\":\"\u00ff\u00fe\"}                    | 400",
                "[]                                             | 422",
                "7                                              | 422",
                "\"x\"                                          | 422",
                "{\"name\":{}}                                  | 422",
                "{\"name\":\"x\",\"lines\":{}}                  | 422",
                "{\"name\":\"x\",\"lines\":[7]}                 | 422",
                "{\"name\":\"x\",\"lines\":[{\"amount\":1e999}]}| 422",
                "{\"name\":\"x\",\"lines\":[{\"amount\":99999999999}]} | 422",
                "{\"name\":\"\"}                                | 422",
            })
    void refusesJsonThatIsNoneOrDoesNotFit(String body, int status) throws IOException {
        problem(send("PUT /x/trouble/basket", JSON, body), status);
    }

    @Test
    void refusesJsonThatIsMadeToExhaust() throws IOException {
        problem(send("PUT /x/trouble/basket", JSON, "{\"other\":" + "[".repeat(30_000)), 400);
        problem(send("PUT /x/trouble/basket", JSON, "{\"other\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"), 400);
        problem(
                send(
                        "PUT /x/trouble/basket",
                        JSON,
                        "{\"name\":\"x\",\"lines\":[{\"amount\":" + "9".repeat(20_000) + "}]}"),
                400);
        problem(send("PUT /x/trouble/basket", JSON, "{\"" + "n".repeat(60_000) + "\":1}"), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, 415",
        "application/jsonp, 415",
        "application, 400",
        "/, 400",
        "'application/json; charset=\"', 400",
        "'', 400",
    })
    void refusesMediaTypesItDoesNotKnow(String type, int status) throws IOException {
        problem(send("PUT /x/trouble/basket", "Content-Type: " + type + "\r\n", "{\"name\":\"x\"}"), status);
    }

    @Test
    void refusesBodiesOfNoMediaType() throws IOException {
        problem(send("PUT /x/trouble/basket", "", "{\"name\":\"x\"}"), 415);
    }

    @ParameterizedTest
    @CsvSource({"image/png, 406", "text/plain;q=2, 400"})
    void refusesToAnswerWhatItCannot(String accepted, int status) throws IOException {
        problem(send("GET /x/trouble/page?limit=1", "Accept: " + accepted + "\r\n", ""), status);
    }

    @ParameterizedTest
    @CsvSource({
        "/x/../x/trouble/page, 400",
        "/../../etc/passwd, 400",
        "/x/./trouble/page, 400",
        "/x/trouble/page/.., 400",
        "/x/%2e%2e/trouble/page, 400",
        "/x/.%2e/trouble/page, 400",
        "/x/%2E/trouble/page, 400",
        "/x/..;/trouble/page, 400",
        "/x/..;a=b/trouble/page, 400",
        "/x/%252e%252e/trouble/page, 400",
        "/x/%252fetc, 400",
        "/x%2Ftrouble/page, 400",
        "/x/trouble%2fpage, 400",
        "/x/trouble%5cpage, 400",
        "/x/trouble\\page, 400",
        "/x/trouble/%00, 400",
        "/x/trouble/page%00.html, 400",
        "/x/trouble/%, 400",
        "/x/trouble/%4, 400",
        "/x/trouble/%zz, 400",
        "/x/trouble/%u0041, 400",
        "/x/trouble/%c3%28, 400",
        "/x/trouble/%c0%ae%c0%ae, 400",
        "/x/trouble/%ff, 400",
        "//x/trouble/page, 400",
        "/x//trouble/page, 400",
        "/x/trouble//page, 400",
        "x/trouble/page, 400",
        "http://other/x/nowhere, 400",
        "*, 400",
        "/docs/../modules, 400",
        "/docs/%2e%2e/modules, 400",
        "/x/trouble/page?limit=%zz, 400",
        "/x/trouble/page?limit=%c3%28, 400",
    })
    void answersPathsThatTryToLeadElsewhere(String path, int status) throws IOException {
        problem(send("GET " + path, "", ""), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x/a%2fb", "/x/100%25", "/x/%2e%2e/b", "/x/..;/b", "/x//b"})
    void saysThatAPathIsAmbiguous(String path) throws IOException {
        assertThat(problem(send("GET " + path, "", ""), 400).get("detail").asText())
                .startsWith("The path of the request can be read in more than one way.");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /x HTTP/1.1\\r\\n\\r\\n, 400",
        "GET /x HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n, 400",
        "GET /x HTTP/9.9\\r\\nHost: localhost\\r\\n\\r\\n, 505",
        "GET\\r\\n\\r\\n, 400",
        "'G(ET /x HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n', 400",
        "GET /x HTTP/1.1\\r\\nHost: localhost\\r\\nNo colon\\r\\n\\r\\n, 400",
        "GET /x HTTP/1.1\\r\\nHost: localhost\\r\\nSpace : a\\r\\n\\r\\n, 400",
        "GET /x HTTP/1.1\\r\\nHost: localhost\\r\\nFolded: a\\r\\n b\\r\\n\\r\\n, 400",
        "GET /x HTTP/1.1\\r\\nHost: localhost\\r\\nNul: a\\0b\\r\\n\\r\\n, 400",
        "POST /x HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: -1\\r\\n\\r\\n, 400",
        "POST /x HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab, 400",
        "POST /x HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n, 400",
        "POST /x HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n, 400",
        "TRACE /x/trouble/page HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n, 405",
        "CONNECT other:80 HTTP/1.1\\r\\nHost: other:80\\r\\nConnection: close\\r\\n\\r\\n, 421",
        "BREW /x/trouble/page HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n, 405",
    })
    void refusesWhatIsNoRequest(String request, int status) throws IOException {
        String bytes = request.replace("\\r\\n", "\r\n").replace("\\0", "\0");
        problem(RawClient.send(gateway.address, bytes), status);
    }

    @Test
    void refusesChunksThatAreNone() throws IOException {
        String answer = RawClient.send(
                gateway.address,
                "PUT /x/trouble/basket HTTP/1.1\r\nHost: localhost\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
        problem(answer, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Flood: 0123456789\r\n", "A:\r\n"})
    void refusesFloodsOfHeaders(String header) throws IOException {
        problem(send("GET /x/trouble/page", header.repeat(5_000), ""), 431);
    }

    @Test
    void refusesHeadersAndPathsThatAreTooLong() throws IOException {
        problem(send("GET /x/trouble/page", "X-Long: " + "y".repeat(50_000) + "\r\n", ""), 431);
        problem(send("GET /" + "y".repeat(50_000), "", ""), 414);
        problem(send("GET /x/trouble/page?limit=" + "1".repeat(50_000), "", ""), 414);
    }

    @Test
    void refusesBodiesThatAreTooLargeInChunks() throws IOException {
        String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
        String answer = RawClient.send(
                gateway.address,
                "PUT /x/trouble/basket HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5) + "0\r\n\r\n");
        problem(answer, 413);
    }

    /** Clients sent their next request on a connection that the gateway was about to end without a word. */
    @ParameterizedTest
    @CsvSource({"image/png, 100, 415", "application/json, 90000000, 413"})
    void saysThatItEndsAConnectionOnWhichABodyIsLeft(String type, int length, int status) throws IOException {
        String answer = RawClient.send(
                gateway.address,
                "PUT /x/trouble/basket HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + length + "\r\n\r\nhalf");
        problem(answer, status);
        assertThat(answer).containsIgnoringCase("\r\nConnection: close\r\n");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST gateway in a container, as its user and its clients see it. */
class RestIT {
    private static final String INCARNATION = "/talker/v1/incarnation";
    private static final Pattern OPEN = Pattern.compile("Open (http://127\\.0\\.0\\.1:\\d+)/docs\n");

    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void servesAModuleFromTheTimeItsJarIsDroppedUntilItIsDeleted() throws Exception {
        try (var container = RunningContainer.on(home)) {
            String gateway = gateway(container);
            assertThat(get(gateway + "/docs").statusCode()).isEqualTo(200);
            assertThat(get(gateway + INCARNATION).statusCode()).isEqualTo(404);

            RestModule.named("talker").writeTo(container.deploy("talker.jar"));
            container.awaitState("talker", "RUNNING");
            assertThat(get(gateway + INCARNATION).statusCode()).isEqualTo(200);
            assertThat(get(gateway + "/openapi.json").body()).contains(INCARNATION);

            Files.delete(container.deploy("talker.jar"));
            container.awaitGone("talker");
            HttpResponse<String> gone = get(gateway + INCARNATION);
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(get(gateway + "/openapi.json").body()).doesNotContain(INCARNATION);
        }
    }

    /** Returns where the welcome says that the gateway listens. */
    private static String gateway(RunningContainer container) {
        Matcher open = OPEN.matcher(container.stdout());
        assertThat(open.find()).as(container.stdout()).isTrue();
        return open.group(1);
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    @Test
    void failsAloneAndSaysWhatToDoWhereItsPortIsTaken() throws Exception {
        deploy("talker");
        TestBundle.of("alpha").writeTo(home.resolve("deploy/alpha.jar"));
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        configure("port: " + taken.getLocalPort());
        try (var container = RunningContainer.on(home, Distribution.PORT_OF_FILE)) {
            assertThat(container.stdout())
                    .contains("3 modules run: alpha, directory, grpc-hub.")
                    .contains("FAILED rest-gateway: ", "127.0.0.1:" + taken.getLocalPort())
                    .contains("modules.rest-gateway.config")
                    .doesNotContain("Open http");
            assertThat(why(container, "talker")).contains("'talker' is WAITING", "'rest-gateway'");
            assertThat(container.ask("status").out()).contains("FAILED", "WAITING", "RUNNING");

            taken.close();
            assertThat(container.ask("retry", "rest-gateway").exit()).isZero();
            container.awaitState("talker", "RUNNING");
            assertThat(talk(taken.getLocalPort())).isNotEmpty();
        } finally {
            taken.close();
        }
    }

    private static String why(RunningContainer container, String module) {
        return container.ask("why", module).out().replaceAll("\\s+", " ");
    }

    @Test
    void movesToAnotherPortWithoutRestartingTheModulesItServes() throws Exception {
        int first = freePort();
        int second = freePort();
        deploy("talker");
        configure("port: " + first);
        try (var container = RunningContainer.on(home, Distribution.PORT_OF_FILE)) {
            String incarnation = get("http://127.0.0.1:" + first + INCARNATION).body();

            configure("port: " + second);

            Await.until("the gateway at its new port", () -> incarnation.equals(talk(second)));
            assertThat(container.journal("running")).containsExactly("running talker");
            assertThatThrownBy(() -> get("http://127.0.0.1:" + first + INCARNATION))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private String talk(int port) {
        try {
            return get("http://127.0.0.1:" + port + INCARNATION).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesWhatItDoesNotKnowAndListensOnceThatIsMended() throws Exception {
        configure("prot: 0, limits: { body: huge }");
        try (var container = RunningContainer.on(home)) {
            assertThat(why(container, "rest-gateway")).contains("'prot'", "limits.body", "modules.rest-gateway.config");

            configure("docs: false");

            container.awaitState("rest-gateway", "RUNNING");
        }
    }

    @Test
    void isConfiguredByTheEnvironmentToo() throws Exception {
        configure("docs: true");
        var environment = Map.of("MODKIT__modules__rest_gateway__config__docs", "false");
        try (var container = RunningContainer.on(home, environment)) {
            assertThat(container.stdout()).contains("REST at http://127.0.0.1:").doesNotContain("/docs");
        }
    }

    @Test
    void answersTheRequestThatIsUnderWayWhenTheContainerIsStopped() throws Exception {
        deploy("talker");
        try (var container = RunningContainer.on(home)) {
            URI gateway = URI.create(gateway(container));
            try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
                say(
                        socket,
                        "POST /talker/v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                                + "Content-Length: 12\r\n\r\nhalf of");
                container.awaitConsole("Listening.");

                container.signal("TERM");
                container.awaitConsole("Everything goes down.");
                say(socket, " what");

                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("half of what");
            }
            assertThat(container.awaitExit()).isZero();
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Test
    void listensAtTheSamePortAgainAfterItWasKilled() throws Exception {
        int port = freePort();
        deploy("talker");
        configure("port: " + port);
        try (var container = RunningContainer.on(home, Distribution.PORT_OF_FILE)) {
            assertThat(talk(port)).isNotEmpty();
            container.signal("KILL");
            container.awaitExit();
        }
        try (var again = RunningContainer.on(home, Distribution.PORT_OF_FILE)) {
            assertThat(gateway(again)).endsWith(":" + port);
            assertThat(talk(port)).isNotEmpty();
        }
    }

    private void deploy(String module) throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        RestModule.named(module).writeTo(home.resolve("deploy").resolve(module + ".jar"));
    }

    private void configure(String keys) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/modkit.yaml"), "modules: { rest-gateway: { config: { " + keys + " } } }\n");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

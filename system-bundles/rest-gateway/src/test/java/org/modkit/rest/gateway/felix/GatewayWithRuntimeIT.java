// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.rest.gateway.guest.WordModule;
import org.osgi.framework.Bundle;

/** The gateway, the runtime and a module, each from its bundle. */
class GatewayWithRuntimeIT {
    private static final int UPDATES = 20;
    private static final int CLIENTS = 3;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private RealFelix felix;
    private Bundle gateway;
    private Bundle guest;
    private String url;

    @BeforeEach
    void start() throws Exception {
        felix = RealFelix.in(folder);
        gateway = felix.gateway("rate_limit.enabled", "false");
        felix.install("org.modkit.runtime.RuntimeBundle").start();
        url = felix.url();
        guest = felix.guest(WordModule.class, "1.0.0");
        settled();
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private ModkitRuntime settled() throws Exception {
        var context = felix.context();
        ModkitRuntime runtime = context.getService(context.getServiceReference(ModkitRuntime.class));
        runtime.settled().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return runtime;
    }

    @Test
    void servesAModuleUntilItsBundleStops() throws Exception {
        assertThat(get("/word/v1/word/version").body()).isEqualTo("1.0.0");
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/modules").body()).contains("\"name\":\"word\"", "\"state\":\"RUNNING\"", "\"path\":\"/word\"");

        guest.stop();

        assertThat(get("/word/v1/word/version").statusCode()).isEqualTo(404);
        assertThat(get("/openapi.json").body()).doesNotContain("/word");
    }

    @Test
    void updatingABundleFailsNoRequest() throws Exception {
        var failures = new ConcurrentLinkedQueue<String>();
        var over = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            clients.execute(() -> ask(failures, over));
        }

        for (int time = 1; time <= UPDATES; time++) {
            felix.update(guest, WordModule.class, "1.0." + time);
        }

        settled();
        over.set(true);
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(get("/word/v1/word/version").body()).isEqualTo("1.0." + UPDATES);
    }

    @Test
    void restartingTheGatewayRestartsNoModule() throws Exception {
        String before = get("/word/v1/word/incarnation").body();

        gateway.stop();
        assertThat(settled().status().module("word").orElseThrow().state()).isEqualTo(ModuleState.RUNNING);
        gateway.start();
        url = felix.url();

        assertThat(settled().status().module("word").orElseThrow().state()).isEqualTo(ModuleState.RUNNING);
        assertThat(get("/word/v1/word/incarnation").body()).isEqualTo(before);
    }

    @Test
    void movesWhenItsConfigurationSaysSo() throws Exception {
        String before = get("/word/v1/word/incarnation").body();

        felix.configure("paths.word", "/x/word", "bind", "localhost");
        url = felix.urlOtherThan(url);

        assertThat(settled().status().module("rest-gateway").orElseThrow().state())
                .isEqualTo(ModuleState.RUNNING);
        assertThat(get("/x/word/v1/word/incarnation").body()).isEqualTo(before);
    }

    @Test
    void failsWithASentenceIfItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            felix.configure("port", String.valueOf(taken.getLocalPort()), "bind", "127.0.0.1");

            ModuleStatus status = settled().status().module("rest-gateway").orElseThrow();
            assertThat(status.state()).isEqualTo(ModuleState.FAILED);
            assertThat(status.reason())
                    .contains("can't listen at '127.0.0.1:" + taken.getLocalPort() + "'", "Free that port");

            felix.configure();
            url = felix.url();

            settled();
            assertThat(get("/word/v1/word/version").body()).isEqualTo("1.0.0");
        }
    }

    @Test
    void failsWithEveryProblemOfItsConfiguration() throws Exception {
        felix.configure("limits.body", "big", "prot", "80");

        ModuleStatus status = settled().status().module("rest-gateway").orElseThrow();
        assertThat(status.state()).isEqualTo(ModuleState.FAILED);
        assertThat(status.reason())
                .contains("'limits.body' must be a size", "'prot' is no setting", "'modules.rest-gateway.config'");
    }

    private void ask(Queue<String> failures, AtomicBoolean over) {
        while (!over.get()) {
            try {
                HttpResponse<String> answer = get("/word/v1/word/version");
                if (answer.statusCode() != 200 || !answer.body().startsWith("1.0.")) {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.rest.gateway.MountingTest.Word;

class ParkingTest {
    private RunningGateway gateway;

    @AfterEach
    void stop() {
        gateway.stop();
    }

    private void start(String patience, String requests) {
        gateway = RunningGateway.with(
                Map.of("parking.wait", patience, "parking.requests", requests, "rate_limit.enabled", "false"));
    }

    private CompletableFuture<HttpResponse<String>> ask() {
        return gateway.client().sendAsync(gateway.to("/word/word").build(), BodyHandlers.ofString());
    }

    private long waiting() throws Exception {
        return parking().get("waiting").asLong();
    }

    private JsonNode parking() throws Exception {
        return new ObjectMapper().readTree(gateway.get("/modules").body()).get("parking");
    }

    private void awaitWaiting(int requests) throws Exception {
        while (waiting() != requests) {
            Thread.onSpinWait();
        }
    }

    @Test
    void letsRequestsWaitForTheNextIncarnation() throws Exception {
        start("60s", "10");
        gateway.runtime = runtimeWith(ModuleState.STOPPING);
        gateway.remove(gateway.open("word", new Word("before")));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int request = 0; request < 5; request++) {
            answers.add(ask());
        }
        awaitWaiting(5);

        gateway.open("word", new Word("after"));

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("after");
        }
        assertThat(parking().toString()).isEqualTo("{\"expired\":0,\"refused\":0,\"served\":5,\"waiting\":0}");
    }

    @Test
    void hasRoomForSoManyOnly() throws Exception {
        start("60s", "1");
        gateway.runtime = runtimeWith(ModuleState.STARTING);
        gateway.remove(gateway.open("word", new Word("before")));
        CompletableFuture<HttpResponse<String>> first = ask();
        awaitWaiting(1);

        HttpResponse<String> second = gateway.get("/word/word");

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(second.body()).contains("Module 'word' is not running at the moment.");
        gateway.open("word", new Word("after"));
        assertThat(first.get(30, TimeUnit.SECONDS).body()).isEqualTo("after");
    }

    @Test
    void letsThemWaitSoLongOnly() throws Exception {
        start("200ms", "10");
        gateway.runtime = runtimeWith(ModuleState.STARTING);
        gateway.remove(gateway.open("word", new Word("before")));

        HttpResponse<String> answer = gateway.get("/word/word");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void saysSoonThatAModuleIsGoneForGood() throws Exception {
        start("60s", "10");
        gateway.runtime = runtimeWith();
        gateway.remove(gateway.open("word", new Word("before")));

        assertThat(gateway.get("/word/word").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/word/word").statusCode()).isEqualTo(404);
    }

    @Test
    void waitsOnlyShortlyForAModuleThatHasFailed() throws Exception {
        start("60s", "10");
        gateway.runtime = runtimeWith(ModuleState.FAILED);
        gateway.remove(gateway.open("word", new Word("before")));

        assertThat(gateway.get("/word/word").statusCode()).isEqualTo(503);
        assertThat(parking().get("waiting").asLong()).isZero();
    }

    @Test
    void letsEverybodyGoWhenItStops() throws Exception {
        start("60s", "10");
        gateway.runtime = runtimeWith(ModuleState.STARTING);
        gateway.remove(gateway.open("word", new Word("before")));
        CompletableFuture<HttpResponse<String>> answer = ask();
        awaitWaiting(1);

        gateway.stop();

        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    /** A runtime that has the module in a state, or does not have it. */
    static ModkitRuntime runtimeWith(ModuleState... states) {
        var bundle = new BundleRef("acme.word", "1.0.0", 7);
        List<ModuleStatus> modules = states.length == 0
                ? List.of()
                : List.of(new ModuleStatus(
                        "word",
                        states[0],
                        Optional.empty(),
                        false,
                        false,
                        List.of(),
                        List.of(),
                        bundle,
                        Instant.EPOCH,
                        0,
                        "",
                        ""));
        var status = new RuntimeStatus(true, true, modules, List.of());
        return (ModkitRuntime) Proxy.newProxyInstance(
                ModkitRuntime.class.getClassLoader(),
                new Class<?>[] {ModkitRuntime.class},
                (proxy, method, arguments) -> status);
    }
}

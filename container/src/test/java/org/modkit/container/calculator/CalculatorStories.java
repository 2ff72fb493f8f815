// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.container.it.Await;
import org.modkit.samples.calculator.v1.AddRequest;
import org.modkit.samples.calculator.v1.CalculatorServiceGrpc;

/** What the calculator's users rely on, wherever it runs. Nothing here says where that is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CalculatorStories {
    private static final int CLIENTS = 10;
    private static final int CALLS = 50;
    private static final String SERVICE = "calculator.v1.CalculatorService";

    private final String yaml;
    private RunningCalculator calculator;

    CalculatorStories(String yaml) {
        this.yaml = yaml;
    }

    @BeforeAll
    void start(@TempDir Path home) {
        calculator = RunningCalculator.on(home, yaml);
    }

    @AfterAll
    void stop() {
        if (calculator != null) {
            calculator.close();
        }
    }

    RunningCalculator calculator() {
        return calculator;
    }

    @Test
    void addsForCallersOfItsGateway() {
        HttpResponse<String> answer = calculator.add(40, 2);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"sum\":42}");
        assertThat(calculator.add(Long.MAX_VALUE, Long.MIN_VALUE).body()).isEqualTo("{\"sum\":-1}");
    }

    @Test
    void refusesWhatItCannotAdd() {
        assertProblem(calculator.post("{\"a\":40}"), 422, "\"field\":\"b\"");
        assertProblem(calculator.add("\"forty\"", 2), 422, "\"field\":\"a\"");
        assertProblem(
                calculator.add(Long.MAX_VALUE, 1),
                400,
                "The sum of 9223372036854775807 and 1 does not fit into 64 bits.");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains(words);
    }

    @Test
    void addsForManyAtTheSameTime() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<String>>> work = IntStream.range(0, CLIENTS)
                    .<Callable<List<String>>>mapToObj(client -> () -> IntStream.range(0, CALLS)
                            .mapToObj(
                                    call -> calculator.add(client * 1000, call).body())
                            .toList())
                    .toList();
            List<Future<List<String>>> answers = clients.invokeAll(work);

            for (int client = 0; client < CLIENTS; client++) {
                int thousands = client * 1000;
                assertThat(answers.get(client).get())
                        .containsExactlyElementsOf(IntStream.range(0, CALLS)
                                .mapToObj(call -> "{\"sum\":" + (thousands + call) + "}")
                                .toList());
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void isRunningForWhoeverLooks() {
        calculator.container().awaitState("calculator", "RUNNING");
        assertThat(calculator.container().look(false, "status"))
                .containsPattern("calculator +RUNNING|RUNNING +calculator");
        assertThat(calculator.container().look(false, "why", "calculator")).contains("'calculator'");
    }

    @Test
    void isListedWithItsServiceWhereThatIsServed() throws Exception {
        Map<?, ?> instance = Await.value(
                "a healthy instance",
                () -> calculator.instances().stream()
                        .filter(each -> "healthy".equals(each.get("state")))
                        .findFirst());

        URI uri = URI.create(
                ((Map<?, ?>) instance.get("grpc_services")).get(SERVICE).toString());
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        uri.getHost(), uri.getPort(), InsecureChannelCredentials.create())
                .build();
        try {
            AddRequest request = AddRequest.newBuilder().setA(40).setB(2).build();
            assertThat(CalculatorServiceGrpc.newBlockingStub(channel)
                            .add(request)
                            .getSum())
                    .isEqualTo(42);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void isThereAgainWhenItWasRestarted() {
        assertThat(calculator.container().ask("restart", "calculator").exit()).isZero();

        calculator.container().awaitState("calculator-gateway", "RUNNING");
        Await.until("an answer", calculator::adds);
    }

    @Test
    void letsItsGatewayWaitUntilItsJarIsBack() throws Exception {
        Path jar = calculator.container().deploy("calculator.jar");
        Path aside = Files.move(jar, jar.resolveSibling("../calculator.aside"));

        try {
            calculator.container().awaitState("calculator-gateway", "WAITING");
            assertProblem(calculator.add(40, 2), 503, "'calculator-gateway'");
        } finally {
            calculator.container().drop(aside, "calculator.jar");
        }
        calculator.container().awaitState("calculator-gateway", "RUNNING");
        Await.until("an answer", calculator::adds);
    }
}

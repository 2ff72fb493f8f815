// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.modkit.rest.gateway.MountingTest.Word;

class MountsUnderLoadIT {
    private static final int TIMES = 1_000;
    private static final int CLIENTS = 4;

    private final RunningGateway gateway = RunningGateway.with(Map.of("rate_limit.enabled", "false"));

    @Test
    void comingAndGoingOfOthersFailsNoRequest() throws Exception {
        gateway.open("steady", new Word("steady"));
        var failures = new ConcurrentLinkedQueue<String>();
        var answers = new AtomicInteger();
        var over = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            clients.execute(() -> ask(failures, answers, over));
        }

        for (int time = 0; time < TIMES; time++) {
            String name = "guest-" + time % 7;
            var guest = gateway.open(name, new Word(name));
            if (time % 50 == 0) {
                assertThat(gateway.get("/" + name + "/word").body()).isEqualTo(name);
            }
            gateway.remove(guest);
        }

        over.set(true);
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        gateway.stop();
        assertThat(failures).isEmpty();
        assertThat(answers.get()).isGreaterThan(TIMES);
    }

    private void ask(Queue<String> failures, AtomicInteger answers, AtomicBoolean over) {
        while (!over.get()) {
            try {
                var answer = gateway.get("/steady/word");
                if (answer.statusCode() != 200 || !answer.body().equals("steady")) {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
                answers.incrementAndGet();
            } catch (Exception e) {
                failures.add(e.toString());
            }
        }
    }
}

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.ModuleState;
import org.modkit.rest.gateway.MountingTest.Word;

class MountsUnderLoadIT {
    private static final int MOUNTS = 1_000;
    private static final int REPLACEMENTS = 100;
    private static final int CLIENTS = 4;

    private final RunningGateway gateway = RunningGateway.with(Map.of("rate_limit.enabled", "false"));

    @AfterEach
    void stop() {
        gateway.stop();
    }

    /** What happens while clients ask. */
    private interface Change {
        void run() throws Exception;
    }

    @Test
    void comingAndGoingOfOthersFailsNoRequest() throws Exception {
        gateway.open("steady", new Word("steady"));
        load("/steady/word", () -> {
            for (int time = 0; time < MOUNTS; time++) {
                String name = "guest-" + time % 7;
                PhaseGuest guest = gateway.open(name, new Word(name));
                if (time % 50 == 0) {
                    assertThat(gateway.get("/" + name + "/word").body()).isEqualTo(name);
                }
                gateway.remove(guest);
            }
        });
    }

    @Test
    void replacingAModuleFailsNoRequestToIt() throws Exception {
        gateway.runtime = ParkingTest.runtimeWith(ModuleState.STARTING);
        PhaseGuest[] current = {gateway.open("word", new Word("steady"))};
        load("/word/word", () -> {
            for (int time = 0; time < REPLACEMENTS; time++) {
                gateway.remove(current[0]);
                current[0] = gateway.open("word", new Word("steady"));
            }
        });
    }

    private void load(String path, Change change) throws Exception {
        var failures = new ConcurrentLinkedQueue<String>();
        var answers = new AtomicInteger();
        var over = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            clients.execute(() -> {
                while (!over.get()) {
                    ask(path, failures);
                    answers.incrementAndGet();
                }
            });
        }
        try {
            change.run();
        } finally {
            over.set(true);
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failures).isEmpty();
        assertThat(answers.get()).isGreaterThan(CLIENTS);
    }

    private void ask(String path, Queue<String> failures) {
        try {
            var answer = gateway.get(path);
            if (answer.statusCode() != 200 || !answer.body().equals("steady")) {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (Exception e) {
            failures.add(e.toString());
        }
    }
}

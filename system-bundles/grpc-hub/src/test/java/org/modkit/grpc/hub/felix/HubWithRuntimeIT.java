// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.grpc.hub.guest.GreeterModule;
import org.modkit.grpc.hub.guest.proto.GreeterGrpc;
import org.modkit.grpc.hub.guest.proto.Name;
import org.osgi.framework.Bundle;

/** The hub, the runtime and modules, each from its bundle. */
class HubWithRuntimeIT {
    private static final long PATIENCE_S = 30;
    private static final int UPDATES = 10;
    private static final int CLIENTS = 3;

    @TempDir
    private Path folder;

    private final List<ManagedChannel> channels = new ArrayList<>();
    private RealFelix felix;

    @BeforeEach
    void start() throws Exception {
        felix = RealFelix.in(folder);
        felix.withRuntime("port", "0");
    }

    @AfterEach
    void stop() throws Exception {
        channels.forEach(ManagedChannel::shutdownNow);
        felix.close();
    }

    @Test
    void letsModulesWithServicesWaitForTheHub() throws Exception {
        felix.guest(GreeterModule.class, "1.0.0");
        assertThat(status("greeter").state()).isEqualTo(ModuleState.WAITING);
        assertThat(status("greeter").reason()).contains("gRPC");

        felix.hub();

        assertThat(status("greeter").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(greet(channel())).startsWith("1.0.0 ");
    }

    @Test
    void servesAModuleUntilItsBundleStops() throws Exception {
        felix.hub();
        Bundle guest = felix.guest(GreeterModule.class, "1.0.0");
        felix.settled();
        ManagedChannel channel = channel();
        assertThat(greet(channel)).startsWith("1.0.0 ");

        guest.stop();

        assertThatThrownBy(() -> greet(channel)).hasMessage("UNAVAILABLE: Module 'greeter' is away.");
        guest.start();
        felix.settled();
        assertThat(greet(channel)).startsWith("1.0.0 ");
    }

    @Test
    void updatingABundleFailsNoCallOfClientsThatTryAgain() throws Exception {
        felix.hub();
        Bundle guest = felix.guest(GreeterModule.class, "1.0.0");
        felix.settled();
        ManagedChannel channel = channel();
        var failures = new ConcurrentLinkedQueue<String>();
        var over = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            clients.execute(() -> ask(channel, failures, over));
        }

        for (int time = 1; time <= UPDATES; time++) {
            felix.update(guest, GreeterModule.class, "1.0." + time);
            felix.settled();
        }

        over.set(true);
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(greet(channel)).startsWith("1.0." + UPDATES + " ");
    }

    @Test
    void restartingTheHubRestartsNoModule() throws Exception {
        Bundle hub = felix.hub();
        felix.guest(GreeterModule.class, "1.0.0");
        felix.settled();
        String before = greet(channel());

        hub.stop();
        assertThat(status("greeter").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(felix.uri()).isNull();
        hub.start();

        assertThat(status("greeter").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(greet(channel())).isEqualTo(before);
    }

    @Test
    void failsAModuleWhoseServiceAnotherOneHas() throws Exception {
        felix.hub();
        felix.guest(GreeterModule.class, "1.0.0");
        felix.settled();

        felix.guest(GreeterModule.Rival.class, "1.0.0");

        assertThat(status("rival").state()).isEqualTo(ModuleState.FAILED);
        assertThat(status("rival").reason())
                .contains("Modules 'greeter' and 'rival' both offer gRPC service 'acme.v1.Greeter'.");
        assertThat(greet(channel())).startsWith("1.0.0 ");
    }

    @Test
    void failsWhenItsPortIsTakenAndListensWhenItIsConfiguredAnew() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            felix.hub();
            felix.configure("port", String.valueOf(other.getLocalPort()));
            felix.guest(GreeterModule.class, "1.0.0");

            assertThat(status("grpc-hub").state()).isEqualTo(ModuleState.FAILED);
            assertThat(status("grpc-hub").reason())
                    .contains("failed in START")
                    .contains(" The gRPC hub can't listen at '127.0.0.1:" + other.getLocalPort()
                            + "': Address already in use.");
            assertThat(status("greeter").state()).isEqualTo(ModuleState.WAITING);
            felix.configure("port", "0");
            assertThat(status("greeter").state()).isEqualTo(ModuleState.RUNNING);
            assertThat(greet(channel())).startsWith("1.0.0 ");
        }
    }

    @Test
    void saysEverythingThatIsWrongWithItsConfiguration() throws Exception {
        felix.hub();
        felix.configure("port", "many", "limits.calls", "0");

        assertThat(status("grpc-hub").state()).isEqualTo(ModuleState.FAILED);
        assertThat(status("grpc-hub").reason())
                .contains("'port' must be a whole number from 0 to 65535, but it is 'many'")
                .contains("'limits.calls' must be a whole number from 1 to 1000000, but it is '0'");
    }

    private ModuleStatus status(String module) throws Exception {
        return felix.settled().module(module).orElseThrow();
    }

    /** A channel of a client that tries again, which grpc-java does by itself if it is asked to. */
    private ManagedChannel channel() {
        Map<String, Object> policy = Map.of(
                "maxAttempts",
                5.0,
                "initialBackoff",
                "0.2s",
                "maxBackoff",
                "2s",
                "backoffMultiplier",
                2.0,
                "retryableStatusCodes",
                List.of("UNAVAILABLE"));
        Map<String, Object> retries = Map.of(
                "methodConfig",
                List.of(Map.of("name", List.of(Map.of("service", GreeterGrpc.SERVICE_NAME)), "retryPolicy", policy)));
        ManagedChannel channel = Grpc.newChannelBuilder(
                        "127.0.0.1:" + felix.uri().getPort(), InsecureChannelCredentials.create())
                .defaultServiceConfig(retries)
                .enableRetry()
                .build();
        channels.add(channel);
        return channel;
    }

    private static void ask(ManagedChannel channel, Queue<String> failures, AtomicBoolean over) {
        while (!over.get()) {
            try {
                greet(channel);
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    private static String greet(ManagedChannel channel) {
        return GreeterGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE_S, TimeUnit.SECONDS)
                .greet(Name.newBuilder().setText("hello").build())
                .getText();
    }
}

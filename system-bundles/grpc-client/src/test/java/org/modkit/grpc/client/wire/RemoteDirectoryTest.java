// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.directory.DirectoryException;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.grpc.transport.ChannelTransport;

class RemoteDirectoryTest {
    private static final UUID ID = UUID.fromString("0190c2f4-0000-7000-8000-000000000001");
    private static final URI PLACE = URI.create("http://127.0.0.1:4711");

    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    private final ChannelTransport transport = new ChannelTransport(TlsChannelCredentials.create());
    private WrittenDirectory written;
    private RemoteDirectory directory;

    @BeforeEach
    void start() throws Exception {
        written = WrittenDirectory.at(0);
        directory = RemoteDirectory.at(
                new RemoteDirectory.Address(written.uri(), Optional.of("secret")), transport, callbacks, worker);
    }

    @AfterEach
    void stop() {
        directory.close();
        worker.shutdownNow();
        callbacks.shutdownNow();
        transport.close();
        written.close();
    }

    @Test
    void asksWhatCanBeAskedWithItsToken() {
        assertThat(directory.resolve("acme.v1.Sums")).contains(PLACE);
        assertThat(directory.serving("acme.v1.Sums")).singleElement().satisfies(each -> {
            assertThat(each.module()).isEqualTo("sums");
            assertThat(each.id()).isEqualTo(ID);
            assertThat(each.services()).isEqualTo(Map.of("acme.v1.Sums", PLACE));
            assertThat(each.version()).isEmpty();
            assertThat(each.state()).isEqualTo(InstanceState.HEALTHY);
        });
        assertThat(directory.instances("sums"))
                .extracting(ServiceInstance::state)
                .containsExactly(
                        InstanceState.REGISTERED,
                        InstanceState.REGISTERED,
                        InstanceState.READY,
                        InstanceState.HEALTHY,
                        InstanceState.QUARANTINED,
                        InstanceState.DRAINING);
        directory.register("sums", ID, Map.of("acme.v1.Sums", PLACE), Optional.of("1.2.0"));
        assertThat(directory.heartbeat("sums", ID)).isTrue();
        directory.deregister("sums", ID);

        assertThat(written.asked())
                .containsExactly(
                        "ResolveGrpcService with secret",
                        "ListServing with secret",
                        "DescribeInstances with secret",
                        "RegisterInstance with secret",
                        "sums " + ID + " http://127.0.0.1:4711 1.2.0",
                        "Heartbeat with secret",
                        "DeregisterInstance with secret");
        assertThat(new RemoteDirectory.Address(PLACE, Optional.of("secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void knowsThatNobodyIsNoFailure() {
        for (int question = 0; question < 3; question++) {
            written.refuse(Status.NOT_FOUND);
        }

        assertThat(directory.resolve("acme.v1.Sums")).isEmpty();
        assertThat(directory.heartbeat("sums", ID)).isFalse();
        directory.deregister("sums", ID);
    }

    @Test
    void saysWhyItGotNoAnswer() {
        String place = "The directory at '" + written.uri() + "'";
        written.refuse(Status.UNAUTHENTICATED.withDescription("Nobody was admitted with this token."));
        assertRefused(place + " refuses: Nobody was admitted with this token.");
        written.refuse(Status.ALREADY_EXISTS);
        assertRefused(place + " refuses: ALREADY_EXISTS.");
        written.refuse(Status.UNIMPLEMENTED.withDescription("No such method"));
        assertRefused(
                place + " is none: there is a gRPC server, but the module 'directory' does not run there, or is of"
                        + " an older version. It said: No such method.");
        written.id = "7";
        assertRefused(
                place + " gave an answer that makes no sense: an instance among 1 has an id or an endpoint that is"
                        + " none. Look what listens there.");
        written.isSilent = true;
        assertRefused(place + " did not answer within 5 s. Look whether its process is busy or stands still.");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> directory.serving("acme.v1.Sums"))
                .isInstanceOf(DirectoryException.class)
                .hasMessage(sentence);
    }

    @Test
    void asksAgainWhileTheDirectoryIsAway() throws Exception {
        int port = written.port();
        written.close();

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> directory.heartbeat("sums", ID))
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageStartingWith("The directory at 'http://127.0.0.1:" + port + "' can't be reached: ")
                    .hasMessageContaining("Connection refused")
                    .hasMessageEndingWith(
                            " Look whether its process runs, with the modules 'grpc-hub' and 'directory'.");
        }

        written = WrittenDirectory.at(port);
        assertThat(directory.heartbeat("sums", ID)).isTrue();
    }

    @Test
    void tellsNowAndThenThatSomethingMayHaveChanged() throws Exception {
        var told = new CountDownLatch(2);

        try (var listening = directory.listen(told::countDown)) {
            assertThat(listening).isNotNull();
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

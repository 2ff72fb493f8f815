// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.grpc.client.guest.Book;
import org.modkit.grpc.client.guest.SumsClientBundle;
import org.modkit.grpc.client.guest.SumsServer;
import org.modkit.grpc.client.wire.WrittenDirectory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The packed bundles in a real framework, with servers outside of it. The test plays the runtime. */
class ClientInFelixIT {
    private static final long PATIENCE_S = 30;

    @TempDir
    private Path folder;

    private final PlayedRuntime runtime = new PlayedRuntime();
    private SumsServer one;
    private SumsServer two;
    private RealFelix felix;

    @BeforeEach
    void serve() throws Exception {
        one = SumsServer.start();
        two = SumsServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
        one.close();
        two.close();
    }

    private static void await(BooleanSupplier what) {
        await(what, () -> {});
    }

    private static void await(BooleanSupplier what, Runnable meanwhile) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            meanwhile.run();
            Thread.onSpinWait();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("modkit-grpc-client")
                        || name.startsWith("modkit-grpc-directory")
                        || name.startsWith("modkit-grpc-enrollment"))
                .toList();
    }

    private Optional<LongBinaryOperator> sums() {
        return runtime.client(LongBinaryOperator.class);
    }

    @Test
    void givesOthersClientsThatTakeOneInstanceAfterTheOther() throws Exception {
        felix = RealFelix.in(folder, Map.of());
        var book = new Book();
        book.write(one.uri(), two.uri());
        Bundle client = felix.client();
        Bundle guest = felix.guest(SumsClientBundle.class);
        felix.context().registerService(DirectoryClient.class, book, null);
        assertThat(sums()).isEmpty();

        Registration published = felix.publish(runtime.guest());
        LongBinaryOperator sums = sums().orElseThrow();
        await(() -> one.calls() > 0 && two.calls() > 0, () -> sums.applyAsLong(1, 2));
        int before = one.calls();
        for (int call = 0; call < 20; call++) {
            assertThat(sums.applyAsLong(1, 2)).isEqualTo(3);
        }
        assertThat(one.calls() - before).isEqualTo(10);
        one.close();
        for (int call = 0; call < 100; call++) {
            assertThat(sums.applyAsLong(1, 2)).isEqualTo(3);
        }

        guest.stop();
        assertThat(sums()).isEmpty();
        guest.start();
        assertThat(sums().orElseThrow().applyAsLong(2, 3)).isEqualTo(5);
        published.close();
        assertThat(sums()).isEmpty();
        assertThat(threads()).isNotEmpty();
        client.stop();
        assertThat(threads()).isEmpty();
    }

    @Test
    void comesBackWithoutLeavingThreads() throws Exception {
        felix = RealFelix.in(folder, Map.of());
        var book = new Book();
        book.write(one.uri(), two.uri());
        Bundle client = felix.client();
        felix.guest(SumsClientBundle.class);
        felix.context().registerService(DirectoryClient.class, book, null);

        for (int time = 0; time < 3; time++) {
            Registration published = felix.publish(runtime.guest());
            assertThat(sums().orElseThrow().applyAsLong(1, 2)).isEqualTo(3);
            published.close();
            client.stop();
            assertThat(threads()).isEmpty();
            assertThat(book.isHeard()).isFalse();
            client.start();
        }
    }

    @Test
    void keepsAChildInTheDirectoryOfItsHost() throws Exception {
        String id = UUID.randomUUID().toString();
        try (var directory = WrittenDirectory.at(0)) {
            felix = RealFelix.in(folder, told(directory, id));
            BundleContext context = felix.context();
            context.registerService(ModkitRuntime.class, runtime.runtime(), null);
            Bundle client = felix.client();
            assertThat(context.getService(context.getServiceReference(DirectoryClient.class))
                            .serving("acme.v1.Sums"))
                    .hasSize(1);
            assertThat(next(directory)).isEqualTo("ListServing with secret");

            context.registerService(GrpcEndpoint.class, PlayedRuntime.hub(one.uri()), null);
            runtime.state(ModuleState.RUNNING);
            assertThat(next(directory)).isEqualTo("RegisterInstance with secret");
            assertThat(next(directory)).isEqualTo(PlayedRuntime.MODULE + " " + id + " " + one.uri() + " 1.2.0");
            for (int beat = 0; beat < 3; beat++) {
                assertThat(next(directory)).isEqualTo("Heartbeat with secret");
            }

            runtime.state(ModuleState.STOPPING);
            context.getService(context.getServiceReference(JournalListener.class))
                    .happened(null);
            await(() -> directory.asked().remove("DeregisterInstance with secret"));
            directory.asked().clear();
            runtime.state(ModuleState.RUNNING);
            await(() -> directory.asked().contains("Heartbeat with secret"));
            client.stop();
            assertThat(directory.asked()).endsWith("DeregisterInstance with secret");
            assertThat(context.getServiceReference(DirectoryClient.class)).isNull();
            assertThat(threads()).isEmpty();
        }
    }

    private static Map<String, String> told(WrittenDirectory directory, String id) {
        return Map.of(
                "modkit.child.directory",
                directory.uri().toString(),
                "modkit.child.module",
                PlayedRuntime.MODULE,
                "modkit.child.instance",
                id,
                "modkit.child.token",
                "secret",
                "modkit.child.heartbeat",
                "50ms");
    }

    private static String next(WrittenDirectory directory) throws InterruptedException {
        return directory.asked().poll(PATIENCE_S, TimeUnit.SECONDS);
    }
}

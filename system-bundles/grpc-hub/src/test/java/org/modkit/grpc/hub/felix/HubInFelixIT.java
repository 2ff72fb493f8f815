// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.GrpcHubCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.hub.guest.CalculatorService;
import org.modkit.grpc.hub.guest.VersionService;
import org.modkit.grpc.hub.guest.proto.CalculatorGrpc;
import org.modkit.grpc.hub.guest.proto.GreeterGrpc;
import org.modkit.grpc.hub.guest.proto.Name;
import org.modkit.grpc.hub.guest.proto.Sum;
import org.modkit.grpc.hub.proof.Certificates;
import org.modkit.grpc.hub.proof.Guests;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** The packed bundles in a real framework, with guests from bundles of their own. The test plays the runtime. */
class HubInFelixIT {
    private static final long PATIENCE_S = 30;

    @TempDir
    private Path folder;

    private RealFelix felix;
    private Bundle hub;
    private GrpcHubCapability module;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        felix = RealFelix.in(folder);
        hub = felix.hub();
        module = felix.module();
        ((ModkitModule) module).init(Guests.context("grpc-hub", Map.of("port", 0)));
        ((RunnableCapability) module).start(null);
        channel = Grpc.newChannelBuilder("127.0.0.1:" + felix.uri().getPort(), InsecureChannelCredentials.create())
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow();
        felix.close();
    }

    @Test
    void isAModuleAndTellsWhereItListensUntilItStops() throws Exception {
        assertThat(hub.getHeaders().get("Provide-Capability")).contains("modkit.module;modkit.module=grpc-hub");
        assertThat(felix.uri()).hasHost("127.0.0.1");

        ((RunnableCapability) module).stop();

        assertThat(felix.uri()).isNull();
        hub.stop();
        assertThat(felix.context().getServiceReference(GrpcHubCapability.class)).isNull();
    }

    @Test
    void servesTwoBundlesAndGoesOnWhenOneIsReplaced() throws Exception {
        Bundle sums = felix.guest(CalculatorService.class, "1.0.0");
        Bundle greetings = felix.guest(VersionService.class, "1.0.0");
        open("sums", sums, CalculatorService.class);
        PhaseGuest first = open("greetings", greetings, VersionService.class);
        assertThat(add(1, 2)).isEqualTo(3);
        assertThat(greet()).isEqualTo("hello 1.0.0");

        remove(first);
        assertThatThrownBy(this::greet).hasMessage("UNAVAILABLE: Module 'greetings' is away.");
        felix.update(greetings, VersionService.class, "2.0.0");
        open("greetings", greetings, VersionService.class);

        assertThat(greet()).isEqualTo("hello 2.0.0");
        assertThat(add(3, 4)).isEqualTo(7);
    }

    @Test
    void speaksTls() throws Exception {
        Certificates own = Certificates.in(folder, "hub");
        Map<String, Object> tls = Map.of(
                "certificate", own.certificate().toString(), "key", own.key().toString());
        ((RunnableCapability) module).stop();
        ((ModkitModule) module).init(Guests.context("grpc-hub", Map.of("port", 0, "tls", tls)));
        ((RunnableCapability) module).start(null);
        open("sums", felix.guest(CalculatorService.class, "1.0.0"), CalculatorService.class);
        var trusting = TlsChannelCredentials.newBuilder()
                .trustManager(own.certificate().toFile())
                .build();
        channel.shutdownNow();

        channel = Grpc.newChannelBuilder("127.0.0.1:" + felix.uri().getPort(), trusting)
                .build();

        assertThat(felix.uri()).hasScheme("https");
        assertThat(add(1, 2)).isEqualTo(3);
    }

    /** What a hub remembers of a module would keep all of its classes in memory. */
    @Test
    void letsGoOfAModuleThatHasGone() throws Exception {
        WeakReference<ClassLoader> loader = comeAndGo();

        assertThat(isCollected(loader)).isTrue();
    }

    private WeakReference<ClassLoader> comeAndGo() throws Exception {
        Bundle greetings = felix.guest(VersionService.class, "1.0.0");
        PhaseGuest guest = open("greetings", greetings, VersionService.class);
        greet();
        ReflectionCall.describe(channel, GreeterGrpc.SERVICE_NAME);
        remove(guest);
        // The server's threads forget the last call with the next one.
        PhaseGuest other = open("sums", felix.guest(CalculatorService.class, "1.0.0"), CalculatorService.class);
        add(1, 2);
        remove(other);
        var loader = new WeakReference<>(greetings.adapt(BundleWiring.class).getClassLoader());
        felix.uninstall(greetings);
        return loader;
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int attempt = 0; attempt < 100 && reference.get() != null; attempt++) {
            System.gc();
            Thread.onSpinWait();
        }
        return reference.get() == null;
    }

    private PhaseGuest open(String name, Bundle bundle, Class<?> service) throws Exception {
        Object made = bundle.loadClass(service.getName()).getConstructor().newInstance();
        PhaseGuest guest = Guests.named(name, made);
        module.up(guest);
        module.open(guest);
        return guest;
    }

    private void remove(PhaseGuest guest) throws Exception {
        module.close(guest);
        module.down(guest);
    }

    private long add(long a, long b) {
        return CalculatorGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE_S, TimeUnit.SECONDS)
                .add(Sum.newBuilder().setA(a).setB(b).build())
                .getValue();
    }

    private String greet() {
        return GreeterGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE_S, TimeUnit.SECONDS)
                .greet(Name.newBuilder().setText("hello").build())
                .getText();
    }
}

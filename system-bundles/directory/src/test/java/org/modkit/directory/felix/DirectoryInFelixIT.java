// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModkitModule;
import org.modkit.api.Registration;
import org.modkit.api.capability.GrpcHubCapability;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.directory.v1.DescribeInstancesRequest;
import org.modkit.directory.v1.DirectoryServiceGrpc;
import org.modkit.directory.v1.GrpcServiceEndpoint;
import org.modkit.directory.v1.HeartbeatRequest;
import org.modkit.directory.v1.InstanceDetail;
import org.modkit.directory.v1.ListInstancesRequest;
import org.modkit.directory.v1.RegisterInstanceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceRequest;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The packed bundles of library, hub and directory in a real framework. The test plays the runtime. */
class DirectoryInFelixIT {
    private static final long PATIENCE_S = 30;
    private static final UUID ID = UUID.randomUUID();
    private static final String API = "org.modkit.api,org.modkit.api.capability,org.modkit.api.client,"
            + "org.modkit.api.database,org.modkit.api.directory,org.modkit.api.grpc,org.modkit.api.rest,org.modkit.api.spi,"
            + "org.modkit.api.status";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String SLF4J = "org.slf4j,org.slf4j.event,org.slf4j.helpers,org.slf4j.spi";

    @TempDir
    private Path folder;

    private final PlayedRuntime runtime = new PlayedRuntime();
    private Framework framework;
    private Registration admission;
    private RunnableCapability module;
    private PhaseGuest guest;
    private Object hub;
    private ManagedChannel channel;
    private DirectoryServiceGrpc.DirectoryServiceBlockingStub directory;

    @BeforeEach
    void start() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        versioned(API, "0.1.0") + "," + versioned(SLF4J, "2.0.6")));
        framework.start();
        install(jarOf("io.grpc.Grpc"));
        install(jarOf("org.modkit.directory.v1.DirectoryServiceGrpc"));
        install(jarOf("org.modkit.grpc.hub.HubBundle"));
        hub = service(GrpcHubCapability.class);
        ((ModkitModule) hub).init(runtime.context("grpc-hub", Map.of("port", 0)));
        ((RunnableCapability) hub).start(runtime.run());
        install(Path.of(System.getProperty("directory.bundle")).toUri().toString());
        serve(service(GrpcServiceCapability.class), Duration.ofSeconds(1));
        channel = Grpc.newChannelBuilder(
                        "127.0.0.1:" + service(GrpcEndpoint.class).uri().getPort(), InsecureChannelCredentials.create())
                .build();
        admission = service(Admission.class).admit(Set.of("sums"), ID, TOKEN);
        var headers = new Metadata();
        headers.put(Metadata.Key.of("modkit-token", Metadata.ASCII_STRING_MARSHALLER), TOKEN);
        directory = DirectoryServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static String versioned(String packages, String version) {
        return packages.replace(",", ";version=" + version + ",") + ";version=" + version;
    }

    private static String jarOf(String type) throws ClassNotFoundException {
        return Class.forName(type, false, DirectoryInFelixIT.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    private void install(String location) throws Exception {
        var bundle = framework.getBundleContext().installBundle(location);
        if (!location.equals(jarOf("io.grpc.Grpc"))) {
            bundle.start();
        }
    }

    private <T> T service(Class<T> type) {
        BundleContext context = framework.getBundleContext();
        return context.getService(context.getServiceReference(type));
    }

    private void serve(GrpcServiceCapability module, Duration grace) throws Exception {
        var limits = Map.<String, Object>of("ttl", Duration.ofSeconds(2), "grace", grace);
        ((ModkitModule) module).init(runtime.context("directory", limits));
        guest = runtime.guest("directory", module);
        ((GrpcHubCapability) hub).up(guest);
        this.module = (RunnableCapability) module;
        this.module.start(runtime.run());
        ((GrpcHubCapability) hub).open(guest);
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow();
        runtime.close();
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_S));
    }

    @Test
    void showsItselfAsAModuleOfThisProcess() {
        var found = directory.listInstances(
                ListInstancesRequest.newBuilder().setModuleName("directory").build());

        assertThat(found.getInstancesList()).singleElement().satisfies(each -> {
            assertThat(each.getInstanceId()).isEqualTo(runtime.process().toString());
            assertThat(each.getEndpointUri())
                    .isEqualTo(service(GrpcEndpoint.class).uri().toString());
        });
        assertThat(resolve(DirectoryServiceGrpc.SERVICE_NAME))
                .isEqualTo(service(GrpcEndpoint.class).uri().toString());
    }

    @Test
    void forgetsAnInstanceThatIsSilentUntilItRegistersAgain() {
        String id = ID.toString();
        register(id);
        beat(id);
        assertThat(resolve("acme.v1.Calculator")).isEqualTo("http://127.0.0.1:4711");

        Status forgotten = Status.OK;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (isListed() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        try {
            beat(id);
        } catch (StatusRuntimeException refusal) {
            forgotten = refusal.getStatus();
        }
        assertThat(forgotten.getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThatThrownBy(() -> resolve("acme.v1.Calculator")).hasMessageContaining("no healthy instances");

        register(id);
        beat(id);
        assertThat(resolve("acme.v1.Calculator")).isEqualTo("http://127.0.0.1:4711");
    }

    @Test
    void speaksOnlyWithWhomThisProcessAdmits() {
        register(ID.toString());
        beat(ID.toString());
        assertThatThrownBy(() -> DirectoryServiceGrpc.newBlockingStub(channel)
                        .resolveGrpcService(ResolveGrpcServiceRequest.newBuilder()
                                .setServiceName("acme.v1.Calculator")
                                .build()))
                .hasMessageStartingWith("UNAUTHENTICATED: The directory speaks only with processes");
        assertThatThrownBy(() -> register(UUID.randomUUID().toString())).hasMessageStartingWith("PERMISSION_DENIED");

        admission.close();

        assertThat(service(DirectoryClient.class).instances("sums")).isEmpty();
        assertThatThrownBy(() -> register(ID.toString())).hasMessageStartingWith("UNAUTHENTICATED");
    }

    @Test
    void admitsTheSameChildrenWhenItWasRestartedWhichThenRegisterAgain() throws Exception {
        register(ID.toString());
        beat(ID.toString());

        restart(Duration.ofHours(1));

        assertThatThrownBy(() -> beat(ID.toString()))
                .hasMessageStartingWith("NOT_FOUND")
                .hasMessageContaining("again");
        register(ID.toString());
        beat(ID.toString());
        assertThat(resolve("acme.v1.Calculator")).isEqualTo("http://127.0.0.1:4711");
    }

    @Test
    void sendsNoCallsToAnInstanceThatIsSilentUntilItIsHeardOfAgain() throws Exception {
        restart(Duration.ofHours(1));
        register(ID.toString());
        beat(ID.toString());

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (state() != InstanceDetail.State.STATE_QUARANTINED && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(state()).isEqualTo(InstanceDetail.State.STATE_QUARANTINED);
        assertThatThrownBy(() -> resolve("acme.v1.Calculator")).hasMessageContaining("no healthy instances");

        beat(ID.toString());

        assertThat(state()).isEqualTo(InstanceDetail.State.STATE_HEALTHY);
        assertThat(resolve("acme.v1.Calculator")).isEqualTo("http://127.0.0.1:4711");
    }

    private InstanceDetail.State state() {
        return directory
                .describeInstances(DescribeInstancesRequest.newBuilder()
                        .setModuleName("sums")
                        .build())
                .getInstances(0)
                .getState();
    }

    private void restart(Duration grace) throws Exception {
        ((GrpcHubCapability) hub).close(guest);
        module.stop();
        ((GrpcHubCapability) hub).down(guest);
        serve((GrpcServiceCapability) module, grace);
    }

    @Test
    void isAServiceOfThisProcessFromItsStartToItsStop() throws Exception {
        DirectoryClient client = service(DirectoryClient.class);
        var told = new CountDownLatch(1);
        client.listen(told::countDown);

        register(ID.toString());
        beat(ID.toString());

        assertThat(told.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(client.resolve("acme.v1.Calculator")).contains(URI.create("http://127.0.0.1:4711"));
        module.stop();
        BundleContext context = framework.getBundleContext();
        assertThat(context.getServiceReference(DirectoryClient.class)).isNull();
        assertThat(context.getServiceReference(Admission.class)).isNotNull();
        assertThat(context.getServiceReference(RestApiCapability.class)).isNull();
    }

    private boolean isListed() {
        var request = ListInstancesRequest.newBuilder().setModuleName("sums").build();
        return directory.listInstances(request).getInstancesCount() > 0;
    }

    private void register(String id) {
        directory.registerInstance(RegisterInstanceRequest.newBuilder()
                .setModuleName("sums")
                .setInstanceId(id)
                .addGrpcServices(GrpcServiceEndpoint.newBuilder()
                        .setServiceName("acme.v1.Calculator")
                        .setEndpointUri("http://127.0.0.1:4711"))
                .build());
    }

    private void beat(String id) {
        directory.heartbeat(HeartbeatRequest.newBuilder()
                .setModuleName("sums")
                .setInstanceId(id)
                .build());
    }

    private String resolve(String service) {
        return directory
                .resolveGrpcService(ResolveGrpcServiceRequest.newBuilder()
                        .setServiceName(service)
                        .build())
                .getEndpointUri();
    }
}

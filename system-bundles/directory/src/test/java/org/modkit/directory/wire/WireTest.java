// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.Registration;
import org.modkit.directory.admission.Passes;
import org.modkit.directory.registry.InMemoryStore;
import org.modkit.directory.registry.Limits;
import org.modkit.directory.registry.Registry;
import org.modkit.directory.v1.DeregisterInstanceRequest;
import org.modkit.directory.v1.DescribeInstancesRequest;
import org.modkit.directory.v1.DirectoryServiceGrpc;
import org.modkit.directory.v1.GrpcServiceEndpoint;
import org.modkit.directory.v1.HeartbeatRequest;
import org.modkit.directory.v1.InstanceDetail;
import org.modkit.directory.v1.InstanceInfo;
import org.modkit.directory.v1.ListInstancesRequest;
import org.modkit.directory.v1.ListServingRequest;
import org.modkit.directory.v1.RegisterInstanceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceRequest;

class WireTest {
    private static final String ID = "0190c2f4-0000-7000-8000-000000000001";
    private static final String SERVICE = "acme.v1.Calculator";

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final List<String> TAIL = List.of("0001", "0002", "0003");

    private Registry registry;
    private Passes passes;
    private Registration admission;
    private Server server;
    private ManagedChannel channel;
    private DirectoryServiceGrpc.DirectoryServiceBlockingStub directory;

    @BeforeEach
    void start() throws Exception {
        var limits = new Limits(Duration.ofSeconds(15), Duration.ofSeconds(30), 2, 2);
        registry = new Registry(new InMemoryStore(), limits, () -> Instant.EPOCH, change -> {});
        passes = new Passes(registry::deregister);
        for (String each : TAIL) {
            Registration admitted =
                    passes.admit(Set.of("sums", "more-sums"), UUID.fromString(ID.replace("0001", each)), TOKEN + each);
            admission = admission == null ? admitted : admission;
        }
        String name = UUID.randomUUID().toString();
        server = InProcessServerBuilder.forName(name)
                .addService(DirectoryService.guarded(registry, passes::of))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        directory = bearing(TOKEN + "0001");
    }

    /** A client with a token, or without one if it is null. */
    private DirectoryServiceGrpc.DirectoryServiceBlockingStub bearing(String token) {
        var stub = DirectoryServiceGrpc.newBlockingStub(channel);
        if (token == null) {
            return stub;
        }
        var headers = new Metadata();
        headers.put(Metadata.Key.of("modkit-token", Metadata.ASCII_STRING_MARSHALLER), token);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static RegisterInstanceRequest.Builder instance(String module, String id) {
        return RegisterInstanceRequest.newBuilder()
                .setModuleName(module)
                .setInstanceId(id)
                .setVersion("1.2.0")
                .addGrpcServices(endpoint(SERVICE, "http://127.0.0.1:4711"));
    }

    private static GrpcServiceEndpoint endpoint(String service, String uri) {
        return GrpcServiceEndpoint.newBuilder()
                .setServiceName(service)
                .setEndpointUri(uri)
                .build();
    }

    private void beat(String module, String id) {
        directory.heartbeat(HeartbeatRequest.newBuilder()
                .setModuleName(module)
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

    /** Others speak this contract as well, so neither names nor numbers may change. */
    @Test
    void isTheContractOfTheOriginal() {
        assertThat(DirectoryServiceGrpc.SERVICE_NAME).isEqualTo("module_orchestrator.v1.directory.DirectoryService");
        assertThat(RegisterInstanceRequest.getDescriptor().getFields())
                .extracting(field -> field.getNumber() + " " + field.getName())
                .containsExactly("1 module_name", "2 instance_id", "3 grpc_services", "4 version");
        assertThat(InstanceInfo.getDescriptor().getFields())
                .extracting(field -> field.getNumber() + " " + field.getName())
                .containsExactly("1 module_name", "2 instance_id", "3 endpoint_uri", "4 version");
    }

    @Test
    void carriesAnInstanceThroughItsLife() {
        directory.registerInstance(instance("sums", ID).build());
        assertRefused(() -> resolve(SERVICE), Code.NOT_FOUND, "no healthy instances: " + SERVICE);
        beat("sums", ID);
        assertThat(resolve(SERVICE)).isEqualTo("http://127.0.0.1:4711");
        assertThat(directory
                        .listInstances(ListInstancesRequest.newBuilder()
                                .setModuleName("sums")
                                .build())
                        .getInstancesList())
                .containsExactly(InstanceInfo.newBuilder()
                        .setModuleName("sums")
                        .setInstanceId(ID)
                        .setEndpointUri("http://127.0.0.1:4711")
                        .setVersion("1.2.0")
                        .build());

        var end = DeregisterInstanceRequest.newBuilder()
                .setModuleName("sums")
                .setInstanceId(ID)
                .build();
        directory.deregisterInstance(end);
        directory.deregisterInstance(end);

        assertRefused(() -> resolve(SERVICE), Code.NOT_FOUND, SERVICE);
    }

    @Test
    void tellsOurOwnClientsMoreThanTheOriginalDid() {
        directory.registerInstance(instance("sums", ID).build());
        assertThat(serving()).isEmpty();

        beat("sums", ID);

        var detail = InstanceDetail.newBuilder()
                .setModuleName("sums")
                .setInstanceId(ID)
                .addGrpcServices(endpoint(SERVICE, "http://127.0.0.1:4711"))
                .setVersion("1.2.0")
                .setState(InstanceDetail.State.STATE_HEALTHY)
                .build();
        assertThat(serving()).containsExactly(detail);
        assertThat(directory
                        .describeInstances(DescribeInstancesRequest.newBuilder()
                                .setModuleName("sums")
                                .build())
                        .getInstancesList())
                .containsExactly(detail);
    }

    private List<InstanceDetail> serving() {
        return directory
                .listServing(
                        ListServingRequest.newBuilder().setServiceName(SERVICE).build())
                .getInstancesList();
    }

    @Test
    void asksAnInstanceItDoesNotKnowToRegisterAgain() {
        assertRefused(
                () -> beat("sums", ID),
                Code.NOT_FOUND,
                "Instance 'sums' (" + ID + ") is not registered. Register it again.");
    }

    @Test
    void saysEverythingThatIsWrong() {
        var odd = RegisterInstanceRequest.newBuilder()
                .setModuleName("Sums!")
                .setInstanceId("1")
                .addGrpcServices(endpoint("not a name", "ftp://127.0.0.1:21"))
                .addGrpcServices(endpoint("acme.A", "http://0.0.0.0:80"))
                .addGrpcServices(endpoint("acme.B", "unix:///run/b"))
                .addGrpcServices(endpoint("acme.B", "https://[::1]:443"));

        assertThatThrownBy(() -> directory.registerInstance(odd.build()))
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining("Invalid module_name 'Sums!'")
                .hasMessageContaining("Invalid instance_id '1': it must be a UUID.")
                .hasMessageContaining("Invalid service_name 'not a name'")
                .hasMessageContaining("Invalid endpoint_uri 'ftp://127.0.0.1:21'")
                .hasMessageContaining("Invalid endpoint_uri 'http://0.0.0.0:80'")
                .hasMessageContaining("Service 'acme.B' is named twice.");
    }

    @Test
    void refusesWhatIsTakenAndWhatIsTooMuch() {
        directory.registerInstance(instance("sums", ID).build());
        String other = ID.replace("0001", "0002");

        assertRefused(
                () -> bearing(TOKEN + "0002")
                        .registerInstance(instance("more-sums", other).build()),
                Code.ALREADY_EXISTS,
                "Modules 'sums' and 'more-sums' both offer gRPC service 'acme.v1.Calculator'");
        bearing(TOKEN + "0002").registerInstance(instance("sums", other).build());
        assertRefused(
                () -> bearing(TOKEN + "0003")
                        .registerInstance(
                                instance("sums", ID.replace("0001", "0003")).build()),
                Code.RESOURCE_EXHAUSTED,
                "The directory has 2 instances");
    }

    @Test
    void speaksWithNobodyWhoWasNotAdmitted() {
        for (String token : Arrays.asList(null, "", "0", TOKEN)) {
            var stranger = bearing(token);
            assertRefused(
                    () -> stranger.registerInstance(instance("sums", ID).build()),
                    Code.UNAUTHENTICATED,
                    "send the token they were given as 'modkit-token'");
            assertRefused(
                    () -> stranger.resolveGrpcService(ResolveGrpcServiceRequest.getDefaultInstance()),
                    Code.UNAUTHENTICATED,
                    "");
            assertRefused(
                    () -> stranger.listInstances(ListInstancesRequest.getDefaultInstance()), Code.UNAUTHENTICATED, "");
        }
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void letsAProcessSpeakOnlyForItsOwnInstances() {
        String other = ID.replace("0001", "0002");
        bearing(TOKEN + "0002").registerInstance(instance("sums", other).build());

        assertRefused(
                () -> directory.registerInstance(instance("billing", ID).build()),
                Code.PERMISSION_DENIED,
                "not that of instance 'billing' (" + ID + ")");
        assertRefused(() -> beat("sums", other), Code.PERMISSION_DENIED, other);
        assertRefused(
                () -> directory.deregisterInstance(DeregisterInstanceRequest.newBuilder()
                        .setModuleName("sums")
                        .setInstanceId(other)
                        .build()),
                Code.PERMISSION_DENIED,
                other);

        assertThat(registry.list("sums")).hasSize(1);
        assertThat(registry.list("billing")).isEmpty();
    }

    @Test
    void forgetsAtOnceWhatAnAdmissionThatEndsHasBrought() {
        directory.registerInstance(instance("sums", ID).build());
        beat("sums", ID);
        assertThat(resolve(SERVICE)).isEqualTo("http://127.0.0.1:4711");

        admission.close();
        admission.close();

        assertThat(registry.all()).isEmpty();
        assertRefused(() -> directory.registerInstance(instance("sums", ID).build()), Code.UNAUTHENTICATED, "");
    }

    private static void assertRefused(ThrowingCallable call, Code code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(code);
            assertThat(refusal.getStatus().getDescription()).contains(words);
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modkit.directory.registry.InMemoryStore;
import org.modkit.directory.registry.Limits;
import org.modkit.directory.registry.Registry;
import org.modkit.directory.v1.DeregisterInstanceRequest;
import org.modkit.directory.v1.DirectoryServiceGrpc;
import org.modkit.directory.v1.GrpcServiceEndpoint;
import org.modkit.directory.v1.HeartbeatRequest;
import org.modkit.directory.v1.InstanceInfo;
import org.modkit.directory.v1.ListInstancesRequest;
import org.modkit.directory.v1.RegisterInstanceRequest;
import org.modkit.directory.v1.ResolveGrpcServiceRequest;

class WireTest {
    private static final String ID = "0190c2f4-0000-7000-8000-000000000001";
    private static final String SERVICE = "acme.v1.Calculator";

    private Server server;
    private ManagedChannel channel;
    private DirectoryServiceGrpc.DirectoryServiceBlockingStub directory;

    @BeforeEach
    void start() throws Exception {
        var limits = new Limits(Duration.ofSeconds(15), Duration.ofSeconds(30), 2, 2);
        var registry = new Registry(new InMemoryStore(), limits, () -> Instant.EPOCH, change -> {});
        String name = UUID.randomUUID().toString();
        server = InProcessServerBuilder.forName(name)
                .addService(new DirectoryService(registry))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        directory = DirectoryServiceGrpc.newBlockingStub(channel);
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
                () -> directory.registerInstance(instance("more-sums", other).build()),
                Code.ALREADY_EXISTS,
                "Modules 'sums' and 'more-sums' both offer gRPC service 'acme.v1.Calculator'");
        directory.registerInstance(instance("sums", other).build());
        assertRefused(
                () -> directory.registerInstance(
                        instance("sums", ID.replace("0001", "0003")).build()),
                Code.RESOURCE_EXHAUSTED,
                "The directory has 2 instances");
    }

    private static void assertRefused(ThrowingCallable call, Code code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(code);
            assertThat(refusal.getStatus().getDescription()).contains(words);
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.reflection.v1.ExtensionRequest;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.hub.guest.CalculatorService;
import org.modkit.grpc.hub.guest.proto.GreeterGrpc;

class ReflectionTest {
    private static final String OLD = "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

    @Test
    void listsWhatIsServedNow() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            PhaseGuest guest = hub.open("sums", new CalculatorService());

            assertThat(services(ask(channel, list())))
                    .containsExactly(
                            "acme.v1.Calculator", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");

            hub.remove(guest);
            assertThat(services(ask(channel, list()))).doesNotContain("acme.v1.Calculator");
        }
    }

    @Test
    void describesServicesTypesAndExtensions() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            hub.open("sums", new CalculatorService(), new GreeterGrpc.GreeterImplBase() {});

            assertThat(files(ask(channel, symbol("acme.v1.Calculator")))).containsExactly("calculator.proto");
            assertThat(files(ask(channel, symbol("acme.v1.Calculator.Add")))).containsExactly("calculator.proto");
            assertThat(files(ask(channel, symbol("acme.v1.Greeting"))))
                    .containsExactly("greeter.proto", "google/protobuf/timestamp.proto");
            assertThat(files(ask(channel, request().setFileByFilename("greeter.proto"))))
                    .startsWith("greeter.proto");
            assertThat(files(ask(
                            channel,
                            request()
                                    .setFileContainingExtension(ExtensionRequest.newBuilder()
                                            .setContainingType("acme.v1.Name")
                                            .setExtensionNumber(100)))))
                    .startsWith("greeter.proto");
            assertThat(ask(channel, request().setAllExtensionNumbersOfType("acme.v1.Name"))
                            .getAllExtensionNumbersResponse()
                            .getExtensionNumberList())
                    .containsExactly(100);
        }
    }

    @Test
    void saysThatItDoesNotKnow() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();

            for (var question : List.of(
                    symbol("acme.v1.Nothing"),
                    request().setFileByFilename("nothing.proto"),
                    request().setAllExtensionNumbersOfType("acme.v1.Nothing"))) {
                assertThat(ask(channel, question).getErrorResponse().getErrorCode())
                        .isEqualTo(io.grpc.Status.NOT_FOUND.getCode().value());
            }
            assertThat(ask(channel, request()).getErrorResponse().getErrorCode())
                    .isEqualTo(io.grpc.Status.INVALID_ARGUMENT.getCode().value());
        }
    }

    @Test
    void answersToolsThatSpeakTheOldVersion() throws Exception {
        try (var hub = RunningHub.with()) {
            hub.open("sums", new CalculatorService());
            var old = ServerReflectionGrpc.getServerReflectionInfoMethod().toBuilder()
                    .setFullMethodName(OLD)
                    .build();

            assertThat(services(ask(hub.channel(), list().build(), old))).contains("acme.v1.Calculator");
        }
    }

    /** With grpc-java's own service, two modules that each bring a 'common.proto' break reflection for everybody. */
    @Test
    void describesServicesFromFilesOfTheSameName() throws Exception {
        try (var hub = RunningHub.with()) {
            Channel channel = hub.channel();
            hub.open("a", described("acme.a", "A"));
            hub.open("b", described("acme.b", "B"));

            assertThat(services(ask(channel, list()))).contains("acme.a.A", "acme.b.B");
            assertThat(packages(ask(channel, symbol("acme.a.A")))).containsExactly("acme.a");
            assertThat(packages(ask(channel, symbol("acme.b.B")))).containsExactly("acme.b");
        }
    }

    @Test
    void isNotServedIfNobodyWantsIt() throws Exception {
        try (var hub = RunningHub.with("reflection", false)) {
            hub.open("sums", new CalculatorService());

            assertThat(ask(hub.channel(), list())).isNull();
        }
    }

    private static ServerServiceDefinition described(String scope, String service) throws Exception {
        var file = FileDescriptor.buildFrom(
                FileDescriptorProto.newBuilder()
                        .setName("common.proto")
                        .setPackage(scope)
                        .addService(com.google.protobuf.DescriptorProtos.ServiceDescriptorProto.newBuilder()
                                .setName(service))
                        .build(),
                new FileDescriptor[0]);
        ProtoFileDescriptorSupplier supplier = () -> file;
        return ServerServiceDefinition.builder(ServiceDescriptor.newBuilder(scope + "." + service)
                        .setSchemaDescriptor(supplier)
                        .build())
                .build();
    }

    private static ServerReflectionRequest.Builder request() {
        return ServerReflectionRequest.newBuilder();
    }

    private static ServerReflectionRequest.Builder list() {
        return request().setListServices("*");
    }

    private static ServerReflectionRequest.Builder symbol(String name) {
        return request().setFileContainingSymbol(name);
    }

    private static ServerReflectionResponse ask(Channel channel, ServerReflectionRequest.Builder question)
            throws Exception {
        return ask(channel, question.build(), ServerReflectionGrpc.getServerReflectionInfoMethod());
    }

    /** The answer, or {@code null} if there is nobody to ask. */
    private static ServerReflectionResponse ask(
            Channel channel,
            ServerReflectionRequest question,
            MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse> method)
            throws Exception {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        StreamObserver<ServerReflectionRequest> asking = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(method, CallOptions.DEFAULT), new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        answer.complete(null);
                    }

                    @Override
                    public void onCompleted() {}
                });
        asking.onNext(question);
        asking.onCompleted();
        return answer.get(RunningHub.PATIENCE_S, TimeUnit.SECONDS);
    }

    private static List<String> services(ServerReflectionResponse answer) {
        return answer.getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
    }

    private static List<String> files(ServerReflectionResponse answer) throws Exception {
        return parsed(answer).stream().map(FileDescriptorProto::getName).toList();
    }

    private static List<String> packages(ServerReflectionResponse answer) throws Exception {
        return parsed(answer).stream().map(FileDescriptorProto::getPackage).toList();
    }

    private static List<FileDescriptorProto> parsed(ServerReflectionResponse answer) throws Exception {
        var files = new ArrayList<FileDescriptorProto>();
        for (ByteString each : answer.getFileDescriptorResponse().getFileDescriptorProtoList()) {
            files.add(FileDescriptorProto.parseFrom(each));
        }
        return files;
    }
}

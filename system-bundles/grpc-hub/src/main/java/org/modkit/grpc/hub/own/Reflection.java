// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.own;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.reflection.v1.ErrorResponse;
import io.grpc.reflection.v1.ExtensionNumberResponse;
import io.grpc.reflection.v1.ExtensionRequest;
import io.grpc.reflection.v1.FileDescriptorResponse;
import io.grpc.reflection.v1.ListServiceResponse;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells clients what is served. grpc-java's own service for this fails for all when two modules bring a file of the same
 * name, and keeps classes of modules that have gone.
 */
final class Reflection extends ServerReflectionGrpc.ServerReflectionImplBase {
    /** The version that many tools still speak; the messages are the same. */
    static final String OLD_NAME = "grpc.reflection.v1alpha.ServerReflection";

    private final Supplier<List<ServerServiceDefinition>> served;
    private Descriptions known;

    Reflection(Supplier<List<ServerServiceDefinition>> served) {
        this.served = served;
    }

    /** To be called after what is served has changed, so that nothing is kept of what has gone. */
    synchronized void forget() {
        known = null;
    }

    private synchronized Descriptions known() {
        if (known == null) {
            known = new Descriptions(served.get());
        }
        return known;
    }

    ServerServiceDefinition old() {
        var method = ServerReflectionGrpc.getServerReflectionInfoMethod().toBuilder()
                .setFullMethodName(MethodDescriptor.generateFullMethodName(OLD_NAME, "ServerReflectionInfo"))
                .build();
        return ServerServiceDefinition.builder(OLD_NAME)
                .addMethod(method, ServerCalls.asyncBidiStreamingCall(this::serverReflectionInfo))
                .build();
    }

    @Override
    public StreamObserver<ServerReflectionRequest> serverReflectionInfo(
            StreamObserver<ServerReflectionResponse> client) {
        var call = (ServerCallStreamObserver<ServerReflectionResponse>) client;
        call.disableAutoRequest();
        // One question at a time, and none while the answers pile up.
        call.setOnReadyHandler(() -> call.request(1));
        return new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionRequest question) {
                call.onNext(answer(question));
                if (call.isReady()) {
                    call.request(1);
                }
            }

            @Override
            public void onError(Throwable thrown) {
                // The client has gone, and nobody is left to be told.
            }

            @Override
            public void onCompleted() {
                call.onCompleted();
            }
        };
    }

    private ServerReflectionResponse answer(ServerReflectionRequest question) {
        Descriptions found = known();
        var answer = ServerReflectionResponse.newBuilder()
                .setValidHost(question.getHost())
                .setOriginalRequest(question);
        switch (question.getMessageRequestCase()) {
            case LIST_SERVICES -> answer.setListServicesResponse(services(found));
            case FILE_BY_FILENAME ->
                file(answer, found.named(question.getFileByFilename()), "file '" + question.getFileByFilename() + "'");
            case FILE_CONTAINING_SYMBOL -> {
                String symbol = question.getFileContainingSymbol();
                file(answer, found.with(symbol), "symbol '" + symbol + "'");
            }
            case FILE_CONTAINING_EXTENSION -> {
                ExtensionRequest wanted = question.getFileContainingExtension();
                String type = wanted.getContainingType();
                int number = wanted.getExtensionNumber();
                file(answer, found.withExtension(type, number), "extension " + number + " of '" + type + "'");
            }
            case ALL_EXTENSION_NUMBERS_OF_TYPE -> numbers(answer, found, question.getAllExtensionNumbersOfType());
            case MESSAGEREQUEST_NOT_SET ->
                answer.setErrorResponse(error(Status.INVALID_ARGUMENT, "This question is none that the hub knows."));
        }
        return answer.build();
    }

    private static ListServiceResponse services(Descriptions found) {
        var services = ListServiceResponse.newBuilder();
        found.services()
                .forEach(
                        name -> services.addService(ServiceResponse.newBuilder().setName(name)));
        return services.build();
    }

    private static void file(ServerReflectionResponse.Builder answer, FileDescriptor file, String wanted) {
        if (file == null) {
            answer.setErrorResponse(error(Status.NOT_FOUND, "The hub serves nothing with the " + wanted + "."));
            return;
        }
        var files = FileDescriptorResponse.newBuilder();
        Descriptions.closure(file)
                .forEach(each -> files.addFileDescriptorProto(each.toProto().toByteString()));
        answer.setFileDescriptorResponse(files);
    }

    private static void numbers(ServerReflectionResponse.Builder answer, Descriptions found, String type) {
        Collection<Integer> numbers = found.extensionNumbers(type);
        if (numbers == null) {
            answer.setErrorResponse(error(Status.NOT_FOUND, "The hub serves nothing with the type '" + type + "'."));
            return;
        }
        answer.setAllExtensionNumbersResponse(
                ExtensionNumberResponse.newBuilder().setBaseTypeName(type).addAllExtensionNumber(numbers));
    }

    private static ErrorResponse error(Status status, String sentence) {
        return ErrorResponse.newBuilder()
                .setErrorCode(status.getCode().value())
                .setErrorMessage(sentence)
                .build();
    }
}

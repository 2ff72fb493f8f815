// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServiceDescriptor;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.modkit.directory.v1.DirectoryServiceGrpc;
import org.modkit.grpc.client.guest.proto.SumsGrpc;

class RulesTest {
    private static final Marshaller<String> NONE = new Marshaller<>() {
        @Override
        public InputStream stream(String value) {
            return InputStream.nullInputStream();
        }

        @Override
        public String parse(InputStream stream) {
            return "";
        }
    };

    @Test
    void repeatsWhatTheProtoFileAllows() {
        Rules rules = Rules.of(SumsGrpc.getServiceDescriptor());

        assertThat(rules.service()).isEqualTo("acme.v1.Sums");
        assertThat(rules.repeatable()).containsExactly("Add", "Count");
        assertThat(Rules.of(DirectoryServiceGrpc.getServiceDescriptor()).repeatable())
                .hasSize(
                        DirectoryServiceGrpc.getServiceDescriptor().getMethods().size());
    }

    @Test
    void repeatsWhatADescriptorWithoutProtoFileAllows() {
        var service = ServiceDescriptor.newBuilder("acme.v1.Sums")
                .addMethod(method("Add").setIdempotent(true).build())
                .addMethod(method("Look").setSafe(true).build())
                .addMethod(method("Book").build())
                .build();

        assertThat(Rules.of(service).repeatable()).containsExactly("Add", "Look");
    }

    private static MethodDescriptor.Builder<String, String> method(String name) {
        return MethodDescriptor.newBuilder(NONE, NONE)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("acme.v1.Sums/" + name);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which calls of a service may be made again, and how: grpc-java's service config.
 *
 * <p>A call has one deadline for all its attempts, so there is nothing left to try after DEADLINE_EXCEEDED. That leaves
 * UNAVAILABLE.
 *
 * @param service full name of the service
 * @param repeatable the names of its methods that do no harm when they are called again
 */
record Rules(String service, SortedSet<String> repeatable) {
    private static final double ATTEMPTS = 4;

    /** What a descriptor says. Keeps nothing of it, so that its bundle can go. */
    static Rules of(ServiceDescriptor service) {
        var repeatable = new TreeSet<String>();
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
            if (isRepeatable(method)) {
                repeatable.add(method.getBareMethodName());
            }
        }
        return new Rules(service.getName(), repeatable);
    }

    private static boolean isRepeatable(MethodDescriptor<?, ?> method) {
        return method.isIdempotent()
                || method.isSafe()
                || method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier proto
                        && proto.getMethodDescriptor().getOptions().getIdempotencyLevel()
                                != IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
    }

    /** In the form of JSON. */
    Map<String, Object> serviceConfig() {
        List<?> names = repeatable.stream()
                .map(method -> Map.of("service", service, "method", method))
                .toList();
        Map<String, ?> retries = Map.of(
                "maxAttempts",
                ATTEMPTS,
                "initialBackoff",
                "0.1s",
                "maxBackoff",
                "5s",
                "backoffMultiplier",
                2.0,
                "retryableStatusCodes",
                List.of("UNAVAILABLE"));
        return Map.of(
                "methodConfig",
                names.isEmpty() ? List.of() : List.of(Map.of("name", names, "retryPolicy", retries)),
                "loadBalancingConfig",
                List.of(Map.of(Balancing.NAME, Map.of())));
    }
}

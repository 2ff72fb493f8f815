// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Services that have gone a moment ago. Their module is probably being replaced, so callers hear a status that they try
 * again after, and not that there is no such service.
 */
final class Vacancies {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final long awayNanos;
    private final LongSupplier clock;
    private final ConcurrentHashMap<String, Vacancy> vacancies = new ConcurrentHashMap<>();

    private record Vacancy(String module, long since) {}

    Vacancies(Duration away, LongSupplier clock) {
        this.awayNanos = away.toNanos();
        this.clock = clock;
    }

    void begin(String service, String module) {
        long now = clock.getAsLong();
        // So that names which nobody asks for are not kept forever.
        vacancies.values().removeIf(vacancy -> isPast(vacancy, now));
        vacancies.put(service, new Vacancy(module, now));
    }

    void end(String service) {
        vacancies.remove(service);
    }

    private boolean isPast(Vacancy vacancy, long now) {
        return now - vacancy.since() >= awayNanos;
    }

    /** Returns a method that refuses every call, or {@code null} if the service was not there lately. */
    ServerMethodDefinition<?, ?> answer(String service, String method) {
        Vacancy vacancy = vacancies.get(service);
        if (vacancy == null || isPast(vacancy, clock.getAsLong())) {
            return null;
        }
        var status = Status.UNAVAILABLE.withDescription("Module '" + vacancy.module() + "' is away.");
        var descriptor = MethodDescriptor.newBuilder(BYTES, BYTES)
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .setFullMethodName(method)
                .build();
        return ServerMethodDefinition.create(descriptor, (call, headers) -> {
            call.close(status, new Metadata());
            return new ServerCall.Listener<>() {};
        });
    }
}

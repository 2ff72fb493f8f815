// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Gives calls of one question and one answer a deadline if nobody has. How long a stream takes only its callers know. */
final class UsualDeadline implements ClientInterceptor {
    static final Duration USUAL = Duration.ofSeconds(30);

    private final Duration usual;

    UsualDeadline(Duration usual) {
        this.usual = usual;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean hasOne = options.getDeadline() != null || Context.current().getDeadline() != null;
        boolean isUnary = method.getType() == MethodDescriptor.MethodType.UNARY;
        return next.newCall(
                method,
                isUnary && !hasOne ? options.withDeadlineAfter(usual.toNanos(), TimeUnit.NANOSECONDS) : options);
    }
}

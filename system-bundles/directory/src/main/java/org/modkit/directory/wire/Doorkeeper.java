// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.wire;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.modkit.directory.admission.Pass;
import org.modkit.directory.registry.InstanceKey;

/** Lets in only calls with a token that somebody of this process has admitted. */
final class Doorkeeper implements ServerInterceptor {
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("modkit-token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Pass> PASS = Context.key("modkit-pass");
    private static final Status STRANGER = Status.UNAUTHENTICATED.withDescription("The directory speaks only with"
            + " processes that its host has started, which send the token they were given as 'modkit-token'. This call"
            + " brings none that is valid.");

    private final Function<String, Optional<Pass>> passes;

    /** @param passes of tokens, which may be null */
    Doorkeeper(Function<String, Optional<Pass>> passes) {
        this.passes = passes;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<Pass> pass = passes.apply(headers.get(TOKEN));
        if (pass.isEmpty()) {
            call.close(STRANGER, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(PASS, pass.get()), call, headers, next);
    }

    /** Does what only the instance itself may ask for; called within a call that was let in. */
    static <T> T as(InstanceKey instance, Supplier<T> action) {
        Pass pass = PASS.get();
        if (!pass.isFor(instance)) {
            throw Status.PERMISSION_DENIED
                    .withDescription("This call's token is not that of instance " + instance
                            + ". A process speaks only for the modules and the id it was admitted with.")
                    .asRuntimeException();
        }
        return pass.whileAdmitted(action).orElseThrow(Doorkeeper::stranger);
    }

    private static StatusRuntimeException stranger() {
        return STRANGER.asRuntimeException();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a module is called with in the course of one call: with its class loader, and with somebody to hear it fail. */
final class Visit {
    private static final Logger LOG = LoggerFactory.getLogger("org.modkit.grpc.hub");

    private final String module;
    private final ClassLoader loader;
    private final GuardedCall<?, ?> call;
    private final Runnable over;
    private final AtomicBoolean isOver = new AtomicBoolean();

    Visit(String module, ClassLoader loader, GuardedCall<?, ?> call, Runnable over) {
        this.module = module;
        this.loader = loader;
        this.call = call;
        this.over = over;
    }

    // Whatever is thrown, errors as well: a call that nobody ends is counted forever, and its client waits as long.

    /** Returns what the module says to the call's beginning, or {@code null} if it failed, which ends the call. */
    <T> T begin(Supplier<T> hook) {
        try {
            return scoped(hook);
        } catch (Throwable e) {
            answer(e);
            end();
            return null;
        }
    }

    /** Tells the module something. If it fails, the call ends. */
    void tell(Runnable hook) {
        try {
            scoped(() -> {
                hook.run();
                return null;
            });
        } catch (Throwable e) {
            answer(e);
        }
    }

    /** Tells the module that the call is over. */
    void tellLast(Runnable hook) {
        try {
            tell(hook);
        } finally {
            end();
        }
    }

    private void end() {
        if (isOver.compareAndSet(false, true)) {
            over.run();
        }
    }

    private <T> T scoped(Supplier<T> hook) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return hook.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A status that was thrown is an answer. Everything else is the module's failure, which its callers can't read. */
    private void answer(Throwable thrown) {
        if (thrown instanceof StatusRuntimeException said) {
            call.close(said.getStatus(), trailers(said.getTrailers()));
        } else if (thrown.getCause() instanceof StatusException said) {
            call.close(said.getStatus(), trailers(said.getTrailers()));
        } else {
            String method = call.getMethodDescriptor().getFullMethodName();
            LOG.error("Module '{}' failed to answer a call of '{}'.", module, method, thrown);
            call.end(Status.UNKNOWN.withDescription("Module '" + module + "' failed to answer. The log says why."));
        }
    }

    private static Metadata trailers(Metadata found) {
        return found == null ? new Metadata() : found;
    }
}

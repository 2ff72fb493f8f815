// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import io.grpc.ForwardingServerCallListener;
import io.grpc.ServerCall;

/** Brings a module what comes in the course of one call. */
final class VisitListener<Q> extends ForwardingServerCallListener<Q> {
    private final ServerCall.Listener<Q> module;
    private final Visit visit;

    VisitListener(ServerCall.Listener<Q> module, Visit visit) {
        this.module = module;
        this.visit = visit;
    }

    @Override
    protected ServerCall.Listener<Q> delegate() {
        return module;
    }

    @Override
    public void onMessage(Q message) {
        visit.tell(() -> module.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        visit.tell(module::onHalfClose);
    }

    @Override
    public void onReady() {
        visit.tell(module::onReady);
    }

    @Override
    public void onCancel() {
        visit.tellLast(module::onCancel);
    }

    @Override
    public void onComplete() {
        visit.tellLast(module::onComplete);
    }
}

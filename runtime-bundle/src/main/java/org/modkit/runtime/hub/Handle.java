// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.concurrent.atomic.AtomicBoolean;
import org.modkit.api.client.ClientHandle;
import org.modkit.api.client.ClientNotFoundException;

/** A module's grip on a {@link Watch}. */
final class Handle<T> implements ClientHandle<T> {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ModuleHub hub;
    private final Key key;

    /** {@code null} once closed, by whatever thread. */
    private volatile Watch watch;

    Handle(ModuleHub hub, Watch watch) {
        this.hub = hub;
        this.key = watch.key();
        this.watch = watch;
    }

    /** Unchecked because the watch holds instances of its key's type only, and here nanoseconds count. */
    @Override
    @SuppressWarnings("unchecked")
    public T get() {
        Object client = current();
        if (client == null) {
            throw watch == null ? closedException() : hub.notFound(key);
        }
        return (T) client;
    }

    @Override
    public boolean isPresent() {
        return current() != null;
    }

    private Object current() {
        Watch watched = watch;
        if (watched == null) {
            return null;
        }
        Object client = watched.now().client();
        return client == null ? watched.settle().client() : client;
    }

    private ClientNotFoundException closedException() {
        return new ClientNotFoundException(
                key.typeName(), key.scope(), "This handle is closed; ask the hub for a new one.");
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            watch = null;
            hub.release(key);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.mount;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.rest.gateway.bridge.Application;
import org.modkit.rest.gateway.bridge.Exchange;

/** One incarnation of a module at its path. */
public final class Mount {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final String module;
    private final String path;
    private final Set<Class<?>> types;
    private final Application application;
    /** Requests that are in the module. Whoever adds one first looks whether it is open only afterwards. */
    private final AtomicInteger under = new AtomicInteger();

    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean isOpen;
    private volatile boolean isClosed;

    Mount(String module, String path, Set<Class<?>> types, Application application) {
        this.module = module;
        this.path = path;
        this.types = types;
        this.application = application;
    }

    /**
     * Returns whose it is.
     *
     * @return the name of the module
     */
    public String module() {
        return module;
    }

    /**
     * Returns where it is.
     *
     * @return a path without a slash at its end
     */
    public String path() {
        return path;
    }

    /**
     * Returns what it is made of.
     *
     * @return the classes of its resources, without its providers
     */
    public Set<Class<?>> types() {
        return types;
    }

    boolean isOpen() {
        return isOpen;
    }

    void open() {
        isOpen = true;
    }

    /**
     * Answers a request, unless the mount has closed meanwhile.
     *
     * @param request the request
     * @param response its response
     * @param callback completed unless this returns false
     * @param budget what the request may cost
     * @return whether it was taken
     */
    boolean take(Request request, Response response, Callback callback, Application.Budget budget) {
        under.incrementAndGet();
        if (!isOpen) {
            leave();
            return false;
        }
        var call = new Application.Call(request, response, callback, exchanges::add, exchange -> {
            exchanges.remove(exchange);
            leave();
        });
        application.answer(call, path, budget);
        return true;
    }

    private void leave() {
        if (under.decrementAndGet() == 0 && isClosed) {
            drained.countDown();
        }
    }

    /** Takes no more requests, ends streams of events, and waits for the other requests under way. */
    void close() throws InterruptedException {
        isOpen = false;
        isClosed = true;
        if (under.get() == 0) {
            drained.countDown();
        }
        do {
            // Again and again, because a request that is just being worked on may become such a stream.
            exchanges.forEach(Exchange::endStream);
        } while (!drained.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** How many requests are in the module. */
    int under() {
        return under.get();
    }

    void dismantle() {
        application.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.api.rest.RequestListener;
import org.modkit.api.rest.RestAnswer;
import org.modkit.api.rest.RestRequest;
import org.modkit.rest.gateway.problem.RequestId;
import org.modkit.rest.gateway.problem.Trace;
import org.modkit.rest.gateway.route.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of each request. */
final class Listening extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Supplier<List<RequestListener>> listeners;
    /** Classes of listeners that have failed once, by name, which keeps nobody's classes. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    Listening(Supplier<List<RequestListener>> listeners, Handler next) {
        super(next);
        this.listeners = listeners;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<RequestListener> told = listeners.get();
        if (!told.isEmpty()) {
            Trace trace = Trace.of(request);
            String path = request.getHttpURI().getPath();
            var coming = new RestRequest(
                    RequestId.of(request),
                    request.getMethod(),
                    path == null ? "" : path,
                    trace.header(),
                    trace.parent());
            tell(told, listener -> listener.begun(coming));
            Request.addCompletionListener(request, failure -> {
                RestAnswer answer = answer(request, response);
                tell(told, listener -> listener.ended(coming, answer));
            });
        }
        return super.handle(request, response, callback);
    }

    private static RestAnswer answer(Request request, Response response) {
        Route route = Route.of(request);
        return new RestAnswer(
                route == null ? "" : route.module(),
                route == null ? "" : route.pattern(),
                response.getStatus(),
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
    }

    private void tell(List<RequestListener> told, Consumer<RequestListener> what) {
        for (RequestListener each : told) {
            try {
                what.accept(each);
            } catch (RuntimeException | LinkageError e) {
                if (failed.add(each.getClass().getName())) {
                    LOG.warn(
                            "Listener '{}' failed to hear of a request. What else it fails at is not logged.",
                            each.getClass().getName(),
                            e);
                }
            }
        }
    }
}

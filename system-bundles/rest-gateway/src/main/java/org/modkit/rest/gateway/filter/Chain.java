// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.Callback;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.guard.Gate;
import org.modkit.rest.gateway.guard.Plugins;
import org.modkit.rest.gateway.guard.PrivatePages;
import org.modkit.rest.gateway.problem.KeptHeaders;
import org.modkit.rest.gateway.problem.RequestId;

/** Puts the filters that need no route in their order. */
public final class Chain {
    private static final Set<String> EXPOSED = Set.of(
            RequestId.HEADER, "location", "retry-after", "www-authenticate", RouteLimits.POLICY, RouteLimits.STATE);

    private Chain() {}

    /**
     * Puts them before a handler.
     *
     * @param settings which of them, and how
     * @param plugins what others bring
     * @param last what comes after them
     * @return the first of them
     */
    public static Handler before(Settings settings, Plugins plugins, Handler last) {
        Handler first = settings.auth().required() ? new PrivatePages(new Gate(plugins), last) : last;
        first = new BodyLimit(settings.limits().body(), first);
        first = settings.listen().hosts().limited()
                ? new HostCheck(settings.listen().hosts(), first)
                : first;
        // Before whatever refuses, so that a page of another origin may read why.
        first = settings.cors().enabled() ? cors(settings.cors(), new Keeping(first)) : first;
        return new RequestIds(new Listening(plugins.listeners(), first));
    }

    /** Keeps what has been said to other origins. */
    private static final class Keeping extends Handler.Wrapper {
        Keeping(Handler next) {
            super(next);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            KeptHeaders.keep(request, response);
            return super.handle(request, response, callback);
        }
    }

    /** To browsers all headers are all but this one. */
    private static Set<String> headers(Settings.Cors settings) {
        var headers = new TreeSet<>(settings.headers());
        if (headers.contains("*")) {
            headers.add("Authorization");
        }
        return headers;
    }

    private static Handler cors(Settings.Cors settings, Handler last) {
        var cors = new CrossOriginHandler();
        cors.setAllowedOriginPatterns(settings.origins().stream()
                .map(origin -> origin.equals("*") ? "*" : Pattern.quote(origin))
                .collect(Collectors.toSet()));
        cors.setAllowedMethods(Set.copyOf(settings.methods()));
        cors.setAllowedHeaders(headers(settings));
        cors.setAllowCredentials(settings.credentials());
        cors.setPreflightMaxAge(settings.maxAge());
        cors.setExposedHeaders(EXPOSED);
        cors.setDeliverPreflightRequests(false);
        cors.setDeliverNonAllowedOriginRequests(true);
        cors.setHandler(last);
        return cors;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.problem.RequestId;

/** Puts the filters that need no route in their order. */
public final class Chain {
    private static final Set<String> EXPOSED =
            Set.of(RequestId.HEADER, "location", "retry-after", RouteLimits.POLICY, RouteLimits.STATE);

    private Chain() {}

    /**
     * Puts them before a handler.
     *
     * @param settings which of them, and how
     * @param last what comes after them
     * @return the first of them
     */
    public static Handler before(Settings settings, Handler last) {
        Handler first = settings.cors().enabled() ? cors(settings.cors(), last) : last;
        return new RequestIds(new BodyLimit(settings.limits().body(), first));
    }

    private static Handler cors(Settings.Cors settings, Handler last) {
        var cors = new CrossOriginHandler();
        cors.setAllowedOriginPatterns(settings.origins().stream()
                .map(origin -> origin.equals("*") ? "*" : Pattern.quote(origin))
                .collect(Collectors.toSet()));
        cors.setAllowedMethods(Set.copyOf(settings.methods()));
        cors.setAllowedHeaders(Set.copyOf(settings.headers()));
        cors.setAllowCredentials(settings.credentials());
        cors.setPreflightMaxAge(settings.maxAge());
        cors.setExposedHeaders(EXPOSED);
        cors.setDeliverPreflightRequests(false);
        cors.setDeliverNonAllowedOriginRequests(true);
        cors.setHandler(last);
        return cors;
    }
}

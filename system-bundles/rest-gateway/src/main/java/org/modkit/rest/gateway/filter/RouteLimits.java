// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.modkit.rest.gateway.bridge.Exchange;
import org.modkit.rest.gateway.config.Bounds;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Refusal;
import org.modkit.rest.gateway.route.Route;
import org.modkit.rest.gateway.route.RouteFinder;

/**
 * How many requests each route of one module takes, at the same time and over time. What no route takes, because of its
 * method or media type, costs nothing.
 */
@Priority(RouteFinder.PRIORITY + 1)
final class RouteLimits implements ContainerRequestFilter, ContainerResponseFilter {
    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";
    private static final String TAKEN = Taken.class.getName();

    private final Supplier<Settings> settings;
    private final LongSupplier clock;
    private final Map<Route, Use> uses = new ConcurrentHashMap<>();

    /** How a route is used. */
    private record Use(TokenBucket bucket, AtomicInteger under) {
        Use() {
            this(new TokenBucket(), new AtomicInteger());
        }
    }

    /** What a request has got of it. */
    private record Taken(TokenBucket.Take take, Bounds bounds) {}

    RouteLimits(Supplier<Settings> settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Settings.Rate rate = settings.get().rate();
        Route route = Route.of((Request) request.getProperty(Request.class.getName()));
        if (!rate.enabled() || route == null) {
            return;
        }
        Bounds bounds = rate.of(route.module(), route.declared().bounds());
        Use use = uses.computeIfAbsent(route, used -> new Use());
        if (bounds.hasRate()) {
            TokenBucket.Take take = use.bucket().take(clock.getAsLong(), bounds);
            request.setProperty(TAKEN, new Taken(take, bounds));
            if (!take.taken()) {
                throw tooMany(bounds, take);
            }
        }
        if (bounds.hasInFlight()) {
            Exchange exchange = (Exchange) request.getProperty(Exchange.class.getName());
            exchange.atEnd(use.under()::decrementAndGet);
            if (use.under().incrementAndGet() > bounds.inFlight()) {
                throw new Refusal(Problem.unavailable("This answers " + bounds.inFlight()
                        + " requests at the same time, and is doing so. Try again in 1 s."));
            }
        }
    }

    private static Refusal tooMany(Bounds bounds, TokenBucket.Take take) {
        return new Refusal(Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS_429,
                        "This takes " + bounds.rps() + " requests a second, and " + bounds.burst()
                                + " at once. Try again in " + take.untilNext() + " s.")
                .with("Retry-After", String.valueOf(take.untilNext())));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(TAKEN) instanceof Taken taken) {
            Bounds bounds = taken.bounds();
            long window = Math.max(1, (bounds.burst() + bounds.rps() - 1L) / bounds.rps());
            response.getHeaders().putSingle(POLICY, "\"route\";q=" + bounds.burst() + ";w=" + window);
            response.getHeaders()
                    .putSingle(
                            STATE,
                            "\"route\";r=" + taken.take().remaining() + ";t="
                                    + taken.take().untilFull());
        }
    }
}

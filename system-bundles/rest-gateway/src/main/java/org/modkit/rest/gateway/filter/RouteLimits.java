// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
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
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;
import org.modkit.rest.gateway.bridge.Exchange;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Refusal;

/**
 * How many requests each route of one module takes, at the same time and over time. What no route takes, because of its
 * method or media type, costs nothing.
 */
@Priority(Priorities.AUTHENTICATION - 1)
public final class RouteLimits implements ContainerRequestFilter, ContainerResponseFilter {
    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";
    private static final String TAKE = TokenBucket.Take.class.getName();

    private final Supplier<Settings> settings;
    private final LongSupplier clock;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();

    private record Route(TokenBucket bucket, AtomicInteger under) {
        Route() {
            this(new TokenBucket(), new AtomicInteger());
        }
    }

    /**
     * Makes it for one mount.
     *
     * @param settings the limits in force
     * @param clock nanoseconds since whenever
     */
    public RouteLimits(Supplier<Settings> settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Settings.Rate rate = settings.get().rate();
        if (!rate.enabled()) {
            return;
        }
        Route route = routes.computeIfAbsent(name(request), name -> new Route());
        TokenBucket.Take take = route.bucket().take(clock.getAsLong(), rate);
        request.setProperty(TAKE, take);
        if (!take.taken()) {
            throw new Refusal(Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS_429,
                            "This takes " + rate.rps() + " requests a second, and " + rate.burst()
                                    + " at once. Try again in " + take.untilNext() + " s.")
                    .with("Retry-After", String.valueOf(take.untilNext())));
        }
        Exchange exchange = (Exchange) request.getProperty(Exchange.class.getName());
        exchange.atEnd(route.under()::decrementAndGet);
        if (route.under().incrementAndGet() > rate.inFlight()) {
            throw new Refusal(Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE_503,
                            "This answers " + rate.inFlight()
                                    + " requests at the same time, and is doing so. Try again in 1 s.")
                    .with("Retry-After", "1"));
        }
    }

    /** The method and the path as its author wrote it. */
    private static String name(ContainerRequestContext request) {
        var name = new StringBuilder(request.getMethod());
        for (UriTemplate each : ((ExtendedUriInfo) request.getUriInfo()).getMatchedTemplates()) {
            name.append(' ').append(each.getTemplate());
        }
        return name.toString();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(TAKE) instanceof TokenBucket.Take take) {
            Settings.Rate rate = settings.get().rate();
            long window = Math.max(1, (rate.burst() + rate.rps() - 1L) / rate.rps());
            response.getHeaders().putSingle(POLICY, "\"route\";q=" + rate.burst() + ";w=" + window);
            response.getHeaders().putSingle(STATE, "\"route\";r=" + take.remaining() + ";t=" + take.untilFull());
        }
    }
}

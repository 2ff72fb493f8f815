// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.uri.UriComponent;
import org.modkit.rest.gateway.format.Format;
import org.modkit.rest.gateway.format.ModuleValidator;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Trace;

/** The resources of one module as an application of Jersey's. Answers requests on any thread. */
public final class Application {
    private static final ClassLoader GATEWAYS = Application.class.getClassLoader();

    private final ApplicationHandler handler;
    private final ModuleValidator validator;
    private final ClassLoader loader;

    private Application(ApplicationHandler handler, ModuleValidator validator, ClassLoader loader) {
        this.handler = handler;
        this.validator = validator;
        this.loader = loader;
    }

    /**
     * Builds it; takes some milliseconds, the first one some hundreds.
     *
     * @param resources objects and classes of Jakarta REST
     * @param ours what the gateway adds to every application
     * @return the application
     */
    public static Application of(Collection<Object> resources, List<Object> ours) {
        var validator = new ModuleValidator();
        ResourceConfig config = Format.config(validator).register(BrokenAnswers.class);
        ours.forEach(config::register);
        for (Object each : resources) {
            if (each instanceof Class<?> type) {
                config.register(type);
            } else {
                config.register(each);
            }
        }
        // Jersey looks for its own parts by the context's loader, and finds them from here only.
        ApplicationHandler handler = LoaderScope.within(GATEWAYS, () -> new ApplicationHandler(config));
        return new Application(handler, validator, loaderOf(resources));
    }

    private static ClassLoader loaderOf(Collection<Object> resources) {
        return resources.stream()
                .findFirst()
                .map(first -> first instanceof Class<?> type ? type : first.getClass())
                .map(Class::getClassLoader)
                .orElse(GATEWAYS);
    }

    /** Forgets the application. To be called once nobody is in it any more. */
    public void close() {
        LoaderScope.run(GATEWAYS, () -> {
            handler.onShutdown(null);
            handler.getInjectionManager().shutdown();
            validator.close();
        });
    }

    /**
     * What one request may cost.
     *
     * @param timer runs what happens when it takes too long
     * @param timeout until the answer begins; zero for as long as it takes
     * @param body bytes of its content; {@link Long#MAX_VALUE} for as many as come
     */
    public record Budget(ScheduledExecutorService timer, Duration timeout, long body) {}

    /**
     * Answers a request.
     *
     * @param call the request
     * @param base where the application is mounted
     * @param budget what it may cost
     * @return the exchange, which has begun and perhaps ended
     */
    public Exchange answer(Call call, String base, Budget budget) {
        var exchange = new Exchange(call, budget);
        ContainerRequest request;
        try {
            request = jerseys(call.request(), base, budget.body());
        } catch (IllegalArgumentException notUris) {
            exchange.refuse(Problem.of(HttpStatus.BAD_REQUEST_400));
            return exchange;
        }
        request.setWriter(exchange);
        request.setProperty(Exchange.class.getName(), exchange);
        call.entered().accept(exchange);
        LogContext.enter(call.request());
        try {
            LoaderScope.run(loader, () -> exchange.work(() -> handler.handle(request)));
        } finally {
            LogContext.leave();
        }
        return exchange;
    }

    /**
     * A request on its way.
     *
     * @param request the request
     * @param response its response
     * @param callback to be completed once
     * @param entered told of the exchange before the module gets it
     * @param left told when both the module's code and the response have ended
     */
    public record Call(
            Request request,
            Response response,
            Callback callback,
            Consumer<Exchange> entered,
            Consumer<Exchange> left) {}

    private ContainerRequest jerseys(Request request, String base, long mostBytes) {
        var uri = request.getHttpURI();
        // Without a port that goes without saying, as clients write it.
        String origin = URIUtil.newURI(uri.getScheme(), Request.getServerName(request), Request.getServerPort(request));
        URI baseUri = URI.create(origin + base + "/");
        String path = uri.getPath().length() == base.length() ? base + "/" : uri.getPath();
        String query = uri.getQuery() == null
                ? ""
                : "?" + UriComponent.contextualEncode(uri.getQuery(), UriComponent.Type.QUERY);
        URI requestUri = URI.create(origin + UriComponent.contextualEncode(path, UriComponent.Type.PATH) + query);
        var made = new ContainerRequest(
                baseUri,
                requestUri,
                request.getMethod(),
                new Nobody(request.isSecure()),
                new MapPropertiesDelegate(),
                handler.getConfiguration());
        for (HttpField field : request.getHeaders()) {
            made.header(field.getName(), field.getValue());
        }
        continueTrace(request, made);
        made.setProperty(Request.class.getName(), request);
        if (request.getLength() != 0) {
            made.setEntityStream(new BoundedBody(Request.asInputStream(request), mostBytes));
        }
        return made;
    }

    /** Whom the module calls because of this request is below the gateway, not below the client. */
    private static void continueTrace(Request request, ContainerRequest made) {
        Trace trace = Trace.of(request);
        made.getHeaders().putSingle(Trace.HEADER, trace.header());
        if (!trace.isContinued()) {
            made.getHeaders().remove(Trace.STATE_HEADER);
        }
    }

    /** Who sent the request, as long as nobody has found out. */
    private record Nobody(boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return null;
        }
    }
}

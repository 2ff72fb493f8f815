// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.route;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Request;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.uri.UriTemplate;

/** Notes the route of each request of one module, before any other filter of routes. */
@Priority(RouteFinder.PRIORITY)
public final class RouteFinder implements ContainerRequestFilter {
    /** Before the filters of modules, and with room for others of ours. */
    public static final int PRIORITY = Integer.MIN_VALUE + 100;

    private final String module;
    private final String path;
    private final Map<Key, Route> routes = new ConcurrentHashMap<>();

    /** The same class may be the resource at several paths, and one path lead to several classes. */
    private record Key(String method, String pattern, Method handling) {}

    /**
     * Makes it for one mount.
     *
     * @param module whose it is
     * @param path where it is
     */
    public RouteFinder(String module, String path) {
        this.module = module;
        this.path = path;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var uri = (ExtendedUriInfo) request.getUriInfo();
        ResourceMethod matched = uri.getMatchedResourceMethod();
        if (matched == null) {
            return;
        }
        var key = new Key(
                request.getMethod(),
                pattern(uri.getMatchedTemplates()),
                matched.getInvocable().getHandlingMethod());
        Route route = routes.computeIfAbsent(
                key, made -> new Route(module, made.method(), made.pattern(), declared(matched, uri)));
        route.found((Request) request.getProperty(Request.class.getName()));
    }

    private String pattern(List<UriTemplate> innermostFirst) {
        var pattern = new StringBuilder(path);
        for (int at = innermostFirst.size() - 1; at >= 0; at--) {
            String template = innermostFirst.get(at).getTemplate();
            if (!template.isEmpty() && !template.equals("/")) {
                pattern.append(template.startsWith("/") ? "" : "/").append(template);
            }
        }
        return pattern.toString();
    }

    private static Declared declared(ResourceMethod matched, ExtendedUriInfo uri) {
        if (matched.isExtended()) {
            // Which methods a path takes, answered without the module's code.
            return new Declared(Access.PUBLIC, Declared.NOTHING.bounds());
        }
        Declared declared = declared(matched.getInvocable());
        for (ResourceMethod locator : uri.getMatchedResourceLocators()) {
            declared = declared.or(declared(locator.getInvocable()));
        }
        return declared;
    }

    private static Declared declared(Invocable invocable) {
        return Declared.of(
                invocable.getHandlingMethod(),
                invocable.getDefinitionMethod(),
                invocable.getHandler().getHandlerClass());
    }
}

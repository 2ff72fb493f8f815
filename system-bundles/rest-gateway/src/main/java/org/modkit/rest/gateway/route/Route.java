// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.route;

import org.eclipse.jetty.server.Request;

/**
 * A method and a path of a module, as their author wrote them.
 *
 * @param module whose it is
 * @param method the method of HTTP
 * @param pattern the path with the names of its parameters, from the root of the server
 * @param declared what else its author says
 */
public record Route(String module, String method, String pattern, Declared declared) {
    private static final String ATTRIBUTE = Route.class.getName();

    /**
     * Returns the route that a request has found.
     *
     * @param request the request
     * @return its route, or null if it has found none
     */
    public static Route of(Request request) {
        return (Route) request.getAttribute(ATTRIBUTE);
    }

    void found(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}

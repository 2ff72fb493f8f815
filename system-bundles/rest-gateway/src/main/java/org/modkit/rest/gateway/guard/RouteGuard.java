// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guard;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Operation;
import org.modkit.rest.gateway.bridge.LogContext;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.route.Access;
import org.modkit.rest.gateway.route.Route;
import org.modkit.rest.gateway.route.RouteFinder;

/** Lets only those to a route who may call it, and tells the module who they are. */
@Priority(RouteFinder.PRIORITY + 2)
public final class RouteGuard implements ContainerRequestFilter {
    private final Supplier<Settings> settings;
    private final Gate gate;

    /**
     * Makes it for one mount.
     *
     * @param settings the settings in force
     * @param gate knows who calls
     */
    public RouteGuard(Supplier<Settings> settings, Gate gate) {
        this.settings = settings;
        this.gate = gate;
    }

    @Override
    public void filter(ContainerRequestContext jerseys) {
        var request = (Request) jerseys.getProperty(Request.class.getName());
        Route route = Route.of(request);
        if (route == null) {
            return;
        }
        Access access = route.declared().access();
        if (access.rule() == Access.Rule.NOBODY) {
            throw Gate.denied(request, "Its author lets nobody call '" + route.pattern() + "'.");
        }
        if (access.rule() == Access.Rule.PUBLIC) {
            return;
        }
        boolean isNeeded = access.needsCaller(settings.get().auth().required());
        Caller caller = isNeeded ? gate.known(request) : gate.perhapsKnown(request);
        jerseys.setSecurityContext(new CallerContext(caller, request));
        if (!caller.isAnonymous()) {
            CallerNote.put(request, caller);
            LogContext.caller(caller.subject());
        }
        gate.admit(request, caller, new Operation(route.module(), route.method(), route.pattern(), access.roles()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guard;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Locale;
import org.eclipse.jetty.server.Request;
import org.modkit.api.security.Caller;

/** A caller, as modules see it. */
record CallerContext(Caller caller, Request request) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return caller.isAnonymous() ? null : caller;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.roles().contains(role);
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public String getAuthenticationScheme() {
        String sent = request.getHeaders().get("Authorization");
        return caller.isAnonymous() || sent == null
                ? null
                : sent.trim().split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }
}

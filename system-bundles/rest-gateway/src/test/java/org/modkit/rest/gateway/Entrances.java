// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.MDC;

/** Routes that say in all ways who may enter. */
final class Entrances {
    private Entrances() {}

    /** Routes for all sorts of callers. */
    @Path("doors")
    public static final class Doors implements Inherited {
        @Context
        private SecurityContext security;

        private String name() {
            return security.getUserPrincipal() == null
                    ? "nobody"
                    : security.getUserPrincipal().getName();
        }

        @GET
        public String unsaid() {
            return name() + " " + MDC.get("caller");
        }

        @GET
        @Path("open")
        @PermitAll
        public String open() {
            return name();
        }

        @GET
        @Path("closed")
        @DenyAll
        public String closed() {
            return name();
        }

        @GET
        @Path("known")
        @RolesAllowed("**")
        public String known() {
            return name();
        }

        @GET
        @Path("keys/{id}")
        @RolesAllowed({"smith", "owner"})
        public String keys(@PathParam("id") String id) {
            return name() + " " + security.isUserInRole("smith") + " " + security.getAuthenticationScheme();
        }

        @Override
        public String inherited() {
            return name();
        }

        @Path("rooms")
        @RolesAllowed("owner")
        public Rooms rooms() {
            return new Rooms();
        }
    }

    /** Says itself who may call. */
    public interface Inherited {
        @GET
        @Path("inherited")
        @RolesAllowed("owner")
        String inherited();
    }

    /** Says nothing, and has what is behind a door. */
    public static final class Rooms {
        @GET
        public String all() {
            return "rooms";
        }
    }

    /** A mapper for everything, as some modules have one. */
    public static final class Catch implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable thrown) {
            return Response.status(418).build();
        }
    }
}

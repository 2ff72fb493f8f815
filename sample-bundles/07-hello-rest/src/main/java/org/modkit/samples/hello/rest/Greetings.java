// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.hello.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The resource. One object answers many requests at the same time, so it has no state. */
@Path("v1/greetings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class Greetings {
    /**
     * Greets whom the path names.
     *
     * @param name who is greeted
     * @return the greeting
     */
    @GET
    @Path("{name}")
    public Greeting greet(@PathParam("name") String name) {
        return new Greeting(name, "Hello, " + name + ".");
    }

    /**
     * Greets as the body says.
     *
     * @param wish who, and how often
     * @return the greeting
     */
    @POST
    @Operation(summary = "Greets somebody up to three times")
    public Greeting grant(@NotNull @Valid Wish wish) {
        return new Greeting(wish.name(), "Hello, " + (wish.name() + ", ").repeat(wish.times() - 1) + wish.name() + ".");
    }
}

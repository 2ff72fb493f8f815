// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.vault;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Says who may call what; who somebody is, plugins find out. */
@Path("v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class Vault {
    private final AtomicInteger bars = new AtomicInteger(3);

    /**
     * What stands over the door.
     *
     * @param text the text
     */
    public record Inscription(String text) {}

    /**
     * What is inside.
     *
     * @param bars how many
     * @param keeper who has counted them
     */
    public record Gold(int bars, String keeper) {}

    /**
     * What is brought.
     *
     * @param bars how many
     */
    public record Delivery(@Positive int bars) {}

    /**
     * Tells everybody what stands over the door.
     *
     * @return the text
     */
    @GET
    @Path("inscription")
    @PermitAll
    public Inscription inscription() {
        return new Inscription("Keepers only.");
    }

    /**
     * Counts the gold.
     *
     * @param caller who counts
     * @return what is there
     */
    @GET
    @Path("gold")
    @RolesAllowed("keeper")
    public Gold count(@Context SecurityContext caller) {
        return new Gold(bars.get(), caller.getUserPrincipal().getName());
    }

    /**
     * Takes more gold.
     *
     * @param delivery how much
     * @param caller who brings it
     * @return what is there now
     */
    @POST
    @Path("gold")
    @RolesAllowed("keeper")
    public Gold bring(@NotNull @Valid Delivery delivery, @Context SecurityContext caller) {
        return new Gold(
                bars.addAndGet(delivery.bars()), caller.getUserPrincipal().getName());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guest;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The resource of a guest in the proof; it comes from a bundle of its own. */
@Path("v1/orders")
@Produces("application/json")
@Consumes("application/json")
public final class OrderResource {
    @Context
    private UriInfo uri;

    /** A record, one name of which is not its component's. */
    public record Order(String id, @JsonProperty("in_stock") int inStock) {}

    /** Returns an order. */
    @GET
    @Path("{id}")
    public Order order(@PathParam("id") String id) {
        return new Order(id, 7);
    }

    /** Takes an order. */
    @POST
    public Response create(Order order) {
        return Response.created(URI.create(uri.getAbsolutePath() + "/" + order.id()))
                .entity(order)
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The resource under measurement, the same class for everybody. Called on threads of servers. */
@Path("v1/orders")
public final class Orders {
    /** Where it is, from where it is mounted. */
    static final String PATH = "/v1/orders/4711";

    /**
     * Finds an order.
     *
     * @param id its id
     * @return the order
     */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Order order(@PathParam("id") String id) {
        var lines = List.of(
                new Order.Line("hammer", 1, 1_250),
                new Order.Line("nails, 100 pieces", 3, 420),
                new Order.Line("saw", 1, 2_100));
        return new Order(id, "Ada", lines, 4_610);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Whatever can go wrong. */
@Path("trouble")
@Produces("application/json")
@Consumes("application/json")
public final class TroubleResource {
    /** Counted down when somebody has interrupted {@link #hang}. */
    public final CountDownLatch interrupted = new CountDownLatch(1);

    /** Lines with constraints. */
    public record Basket(@NotBlank String name, @Valid List<Line> lines) {}

    /** A line with constraints. */
    public record Line(@Min(1) int amount) {}

    /** Has no properties, so that JSON has nothing to say about it. */
    public static final class Unwritable {
        private final Object self = this;

        public Object getSelf() {
            return self;
        }

        public String getWord() {
            throw new IllegalStateException("secret word");
        }
    }

    /** Returns an answer with a status and nothing else. */
    @GET
    @Path("status/{status}")
    public Response status(@PathParam("status") int status) {
        return Response.status(status).build();
    }

    @GET
    @Path("said")
    public String said() {
        throw new BadRequestException("The moon is in the wrong house.");
    }

    @GET
    @Path("credentials")
    public String credentials() {
        throw new NotAuthorizedException("Bearer realm=\"moon\"");
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("password is 1234");
    }

    @GET
    @Path("unwritable")
    public Unwritable unwritable() {
        return new Unwritable();
    }

    @GET
    @Path("stream")
    @Produces("text/plain")
    public InputStream stream() {
        return new InputStream() {
            private int left = 100_000;

            @Override
            public int read() {
                if (left-- == 0) {
                    throw new IllegalStateException("The tape tore.");
                }
                return 'x';
            }
        };
    }

    @GET
    @Path("hang")
    public String hang() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    @GET
    @Path("page")
    public String page(@QueryParam("limit") @DefaultValue("1") @Min(1) int limit) {
        return "[]";
    }

    @PUT
    @Path("basket")
    public Basket basket(@Valid Basket basket) {
        return basket;
    }

    @POST
    @Path("text")
    @Consumes("text/plain")
    @Produces("text/plain")
    public String text(String text) {
        return text;
    }
}

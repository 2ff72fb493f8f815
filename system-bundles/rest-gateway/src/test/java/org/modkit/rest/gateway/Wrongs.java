// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** What modules do wrong, as resources and providers. */
final class Wrongs {
    private Wrongs() {}

    /** A failure of which a mapper makes a worse one. */
    static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Does whatever can be done wrong. */
    @Path("bad")
    public static final class Bad {
        static final CountDownLatch CLOSED = new CountDownLatch(1);
        static final CountDownLatch LEAKED = new CountDownLatch(1);

        @GET
        @Path("overflow")
        public String overflow() {
            return overflow() + "secret";
        }

        @GET
        @Path("assertion")
        public String assertion() {
            throw new AssertionError("secret");
        }

        @GET
        @Path("linkage")
        public String linkage() {
            throw new NoClassDefFoundError("org/secret/Missing");
        }

        @GET
        @Path("checked")
        public String checked() throws Exception {
            throw new Exception("secret");
        }

        @GET
        @Path("speechless")
        public String speechless() {
            throw new IllegalStateException((String) null);
        }

        @GET
        @Path("odd")
        public String odd() {
            throw new Odd();
        }

        @GET
        @Path("late")
        public String late() {
            return "late";
        }

        @GET
        @Path("nothing")
        public String nothing() {
            return null;
        }

        @GET
        @Path("unknown")
        @Produces("application/x-secret")
        public Object unknown() {
            return new Object();
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return CompletableFuture.failedFuture(new IllegalStateException("secret"));
        }

        @GET
        @Path("output")
        public StreamingOutput output() {
            return output -> {
                throw new IOException("secret");
            };
        }

        @GET
        @Path("header")
        public Response header(@QueryParam("value") String value) {
            return Response.ok("body").header("X-Said", value).build();
        }

        @GET
        @Path("forgotten")
        public void forgotten(@Suspended AsyncResponse response) {}

        @GET
        @Path("endless")
        public String endless() {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return "interrupted";
        }

        @GET
        @Path("events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void events(@Context SseEventSink leaked) {
            LEAKED.countDown();
        }

        @GET
        @Path("stream")
        @Produces("application/octet-stream")
        public InputStream stream() {
            return new ByteArrayInputStream(new byte[1 << 20]) {
                @Override
                public void close() {
                    CLOSED.countDown();
                }
            };
        }

        @POST
        @Path("unread")
        public String unread() {
            return "not read";
        }

        @POST
        @Path("read")
        public int read(byte[] body) {
            return body.length;
        }
    }

    /** Can't be made. */
    @Path("unmade")
    public static class Unmade {
        public Unmade() {
            throw new IllegalStateException("secret");
        }

        @GET
        public String get() {
            return "never";
        }
    }

    /** Fails at a failure. */
    public static final class Worse implements ExceptionMapper<Odd> {
        @Override
        public Response toResponse(Odd thrown) {
            throw new IllegalArgumentException("secret");
        }
    }

    /** Fails when all is done. */
    public static final class Late implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (request.getUriInfo().getPath().endsWith("late")) {
                throw new IllegalStateException("secret");
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ticker;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.modkit.api.rest.RouteLimit;

/** The stream. */
@Path("v1/ticks")
public final class Ticks {
    private final Audience audience;

    Ticks(Audience audience) {
        this.audience = audience;
    }

    /**
     * Lets somebody listen. It returns at once; the stream goes on until either side ends it.
     *
     * @param sink where events are written to
     * @param sse makes events
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RouteLimit(inFlight = 20)
    public void ticks(@Context SseEventSink sink, @Context Sse sse) {
        audience.welcome(new Listener(sink, sse));
    }
}

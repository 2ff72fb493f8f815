// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import jakarta.ws.rs.core.Response;
import org.eclipse.jetty.server.Request;
import org.glassfish.jersey.server.ContainerRequest;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.RequestId;
import org.modkit.rest.gateway.problem.Trace;

/** A problem as the entity of a response: as bytes, so that no writer of a module's comes in between. */
final class ProblemEntity {
    private ProblemEntity() {}

    static Response in(Response.ResponseBuilder builder, Problem problem, Request request) {
        problem.headers().forEach(builder::header);
        return builder.entity(bytes(problem, request))
                .type(Problem.TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    static byte[] bytes(Problem problem, Request request) {
        return problem.json(
                request.getHttpURI().getPath(),
                RequestId.of(request),
                Trace.of(request).id());
    }

    static Request request(ContainerRequest jerseys) {
        return (Request) jerseys.getProperty(Request.class.getName());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.glassfish.jersey.server.ContainerRequest;
import org.modkit.rest.gateway.problem.Refusal;

/** What the gateway refuses stays refused, also where a module has a mapper for everything. */
final class RefusedProblems implements ExceptionMapper<Refusal> {
    @Context
    private jakarta.inject.Provider<ContainerRequest> request;

    @Override
    public Response toResponse(Refusal refusal) {
        var problem = refusal.problem();
        return ProblemEntity.in(Response.status(problem.status()), problem, ProblemEntity.request(request.get()));
    }
}

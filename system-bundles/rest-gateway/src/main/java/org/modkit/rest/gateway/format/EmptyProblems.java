// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.modkit.rest.gateway.problem.Problem;

/** Gives errors a problem document that a module answered with a bare status. */
final class EmptyProblems implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= HttpStatus.BAD_REQUEST_400 && !response.hasEntity()) {
            var jettys = (Request) request.getProperty(Request.class.getName());
            response.setEntity(
                    ProblemEntity.bytes(Problem.of(response.getStatus()), jettys),
                    new Annotation[0],
                    MediaType.valueOf(Problem.TYPE));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.gateway;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.modkit.samples.calculator.api.CalculatorException;

/** Says what the calculator refuses as a problem document. */
final class CalculatorProblems implements ExceptionMapper<CalculatorException> {
    /** The members of RFC 9457. */
    record Problem(String type, String title, int status, String detail) {}

    @Override
    public Response toResponse(CalculatorException refused) {
        Status status = switch (refused.reason()) {
            case OUT_OF_RANGE -> Status.BAD_REQUEST;
            case AWAY -> Status.SERVICE_UNAVAILABLE;
        };
        var problem =
                new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), refused.getMessage());
        return Response.status(status)
                .type("application/problem+json")
                .entity(problem)
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.modkit.samples.ledger.api.LedgerException;

/** Says what the ledger refuses as a problem document. It holds for this module's resources, and nobody else's. */
final class LedgerProblems implements ExceptionMapper<LedgerException> {
    /** The members of RFC 9457. */
    record Problem(String type, String title, int status, String detail) {}

    @Override
    public Response toResponse(LedgerException refused) {
        Status status = switch (refused.reason()) {
            case UNKNOWN_ACCOUNT -> Status.NOT_FOUND;
            case ACCOUNT_EXISTS -> Status.CONFLICT;
        };
        var problem =
                new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), refused.getMessage());
        return Response.status(status)
                .type("application/problem+json")
                .entity(problem)
                .build();
    }
}

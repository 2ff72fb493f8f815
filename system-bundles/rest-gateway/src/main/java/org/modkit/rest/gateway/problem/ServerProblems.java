// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the HTTP server itself refuses into problem documents: broken requests, too large headers, bad paths. */
public final class ServerProblems extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProblems.class);

    /** How the server begins to say so. */
    private static final String AMBIGUOUS = "Ambiguous";

    /** Whatever the method: a client that sent a PUT needs to know as well. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        // The server has dropped all headers, and some of what it refuses never came to the filters.
        RequestId.give(request, response);
        Trace.give(request);
        KeptHeaders.restore(request, response);
        // What the server says of a request it can't read is no failure of anybody's here.
        if (code >= HttpStatus.INTERNAL_SERVER_ERROR_500 && cause != null && !(cause instanceof HttpException)) {
            LOG.error("Request {} failed.", RequestId.of(request), cause);
        }
        ProblemAnswer.write(request, response, callback, problem(code, message));
    }

    private static Problem problem(int code, String message) {
        if (code == HttpStatus.BAD_REQUEST_400 && message != null && message.startsWith(AMBIGUOUS)) {
            return Problem.of(
                    code,
                    "The path of the request can be read in more than one way. Encoded slashes, percent"
                            + " signs, dots and the like have no place in it; they may be in the query and in the body.");
        }
        // The server says 503 of itself while it stops.
        Problem problem = Problem.of(code);
        return code == HttpStatus.SERVICE_UNAVAILABLE_503 ? Problem.unavailable(problem.detail()) : problem;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.CharConversionException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ParamException;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Problem.FieldError;
import org.modkit.rest.gateway.problem.Refusal;
import org.modkit.rest.gateway.problem.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what is thrown into problem documents, unless the module has a mapper that fits better. */
@Priority(Integer.MAX_VALUE)
final class ThrownProblems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ThrownProblems.class);

    @Context
    private jakarta.inject.Provider<ContainerRequest> request;

    @Override
    public Response toResponse(Throwable thrown) {
        Problem problem = known(thrown).orElseGet(() -> unknown(thrown));
        Response.ResponseBuilder builder = thrown instanceof WebApplicationException web
                ? Response.fromResponse(web.getResponse())
                : Response.status(problem.status());
        return ProblemEntity.in(builder.status(problem.status()), problem, jettys());
    }

    private Problem unknown(Throwable thrown) {
        LOG.error("Request {} failed.", RequestId.of(jettys()), thrown);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR_500);
    }

    private Request jettys() {
        return ProblemEntity.request(request.get());
    }

    private Optional<Problem> known(Throwable thrown) {
        if (thrown instanceof ParamException parameter) {
            return Optional.of(wrong(parameter));
        }
        if (thrown instanceof WebApplicationException web) {
            return web(web);
        }
        if (thrown instanceof ConstraintViolationException violated) {
            return Violations.problem(violated);
        }
        if (isMalformed(thrown)) {
            return Optional.of(Problem.of(HttpStatus.BAD_REQUEST_400));
        }
        // A refusal may come from within a library that wraps what its stream throws.
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof Refusal refusal) {
                return Optional.of(refusal.problem());
            }
            if (each instanceof CharacterCodingException || each instanceof CharConversionException) {
                return Optional.of(Problem.of(HttpStatus.BAD_REQUEST_400, "The body of the request is not UTF-8."));
            }
            if (isOfConnection(each)) {
                return Optional.of(Problem.of(HttpStatus.REQUEST_TIMEOUT_408));
            }
        }
        return thrown instanceof JacksonException json ? JsonProblems.problem(json) : Optional.empty();
    }

    /** What the server itself finds wrong while the body comes in, such as chunks that are none. */
    private static boolean isMalformed(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof HttpException http && http.getCode() == HttpStatus.BAD_REQUEST_400) {
                return true;
            }
        }
        return false;
    }

    /** The client stopped sending; nobody may be there to read the answer. */
    private static boolean isOfConnection(Throwable thrown) {
        return thrown instanceof EofException
                || thrown instanceof TimeoutException
                        && Arrays.stream(thrown.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().startsWith("org.eclipse.jetty.io."));
    }

    private Optional<Problem> web(WebApplicationException thrown) {
        int status = thrown.getResponse().getStatus();
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR_500) {
            LOG.error("Request {} was answered with {}.", RequestId.of(jettys()), status, thrown);
            return Optional.of(Problem.of(status));
        }
        boolean isJerseys = thrown.getStackTrace().length > 0
                && thrown.getStackTrace()[0].getClassName().startsWith("org.glassfish.jersey.");
        String message = thrown.getMessage();
        boolean says = !isJerseys && message != null && !message.startsWith("HTTP " + status);
        return Optional.of(says ? Problem.of(status, message) : Problem.of(status));
    }

    private static Problem wrong(ParamException parameter) {
        // A path with such a value does not exist; anything else is there, and wrong.
        if (parameter instanceof ParamException.UriParamException
                && !(parameter instanceof ParamException.QueryParamException)) {
            return Problem.of(HttpStatus.NOT_FOUND_404);
        }
        return Problem.of(HttpStatus.BAD_REQUEST_400, "A parameter of the request has a value of the wrong form.")
                .with(List.of(new FieldError(parameter.getParameterName(), "has a value of the wrong form")));
    }
}

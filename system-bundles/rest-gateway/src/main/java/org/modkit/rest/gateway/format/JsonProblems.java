// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Problem.FieldError;

/** Turns what is wrong with JSON into problems. */
final class JsonProblems {
    private JsonProblems() {}

    /** Empty if it is no fault of the request. */
    static Optional<Problem> problem(JacksonException thrown) {
        if (thrown instanceof InvalidDefinitionException) {
            return Optional.empty(); // The module's classes are wrong, not the request.
        }
        if (thrown instanceof MismatchedInputException mismatched) {
            return unfit(mismatched, expected(mismatched.getTargetType()));
        }
        if (thrown instanceof JsonMappingException mapping) {
            return mapped(mapping);
        }
        if (thrown instanceof StreamConstraintsException) {
            return Optional.of(Problem.of(
                    HttpStatus.BAD_REQUEST_400, "The body of the request has more in one place than is taken here."));
        }
        if (thrown instanceof StreamReadException) {
            var at = thrown.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            return Optional.of(Problem.of(
                    HttpStatus.BAD_REQUEST_400, "The body of the request is not JSON: it breaks" + where + "."));
        }
        return Optional.empty();
    }

    /** Also what could not be written, or what a constructor of the module's threw. */
    private static Optional<Problem> mapped(JsonMappingException thrown) {
        if (thrown.getProcessor() instanceof JsonParser
                && thrown.getCause() instanceof IllegalArgumentException refused) {
            return unfit(thrown, String.valueOf(refused.getMessage()));
        }
        if (thrown.getCause() instanceof InputCoercionException outOfRange) {
            return unfit(thrown, expected(outOfRange.getTargetType()));
        }
        return thrown.getCause() instanceof JacksonException inner ? problem(inner) : Optional.empty();
    }

    private static Optional<Problem> unfit(JsonMappingException thrown, String message) {
        return Optional.of(
                Problem.of(HttpStatus.UNPROCESSABLE_ENTITY_422).with(List.of(new FieldError(path(thrown), message))));
    }

    private static String path(JsonMappingException thrown) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference each : thrown.getPath()) {
            if (each.getFieldName() == null) {
                path.append('[').append(each.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(each.getFieldName());
            }
        }
        return path.toString();
    }

    private static String expected(Class<?> type) {
        return type == null ? "has a value of the wrong type" : "is not a value of type " + type.getSimpleName();
    }
}

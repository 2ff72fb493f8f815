// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A problem document, without what belongs to the single request.
 *
 * @param status the status code
 * @param detail a sentence for whoever sent the request
 * @param errors what is wrong with single fields
 * @param headers what the response says besides
 */
public record Problem(int status, String detail, List<FieldError> errors, Map<String, String> headers) {
    /** The content type of all of them. */
    public static final String TYPE = "application/problem+json";

    /** Copies list and map. */
    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    /**
     * What is wrong with one field.
     *
     * @param field its path in the request, such as {@code lines[2].amount}
     * @param message what is expected of it
     */
    public record FieldError(String field, String message) {}

    /**
     * Makes a problem of a status and a sentence.
     *
     * @param status the status code
     * @param detail a sentence for whoever sent the request
     * @return the problem
     */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of(), Map.of());
    }

    /**
     * Makes a problem of a status alone.
     *
     * @param status the status code
     * @return the problem, with a sentence that fits
     */
    public static Problem of(int status) {
        return of(status, Sentences.of(status));
    }

    /**
     * Makes the problem of something that is missing for a moment.
     *
     * @param detail a sentence for whoever sent the request
     * @return the problem
     */
    public static Problem unavailable(String detail) {
        return of(HttpStatus.SERVICE_UNAVAILABLE_503, detail).with("Retry-After", "1");
    }

    /**
     * Makes the problem of a body that is too large.
     *
     * @param most how many bytes are taken
     * @return the problem
     */
    public static Problem tooLarge(long most) {
        return of(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "The body of the request is larger than " + most + " bytes, which is the most that is taken here.");
    }

    /**
     * Returns this problem with field errors.
     *
     * @param more what is wrong with single fields
     * @return a new problem
     */
    public Problem with(List<FieldError> more) {
        var all = new ArrayList<>(errors);
        all.addAll(more);
        return new Problem(status, detail, all, headers);
    }

    /**
     * Returns this problem with a header.
     *
     * @param name its name
     * @param value its value
     * @return a new problem
     */
    public Problem with(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(status, detail, errors, all);
    }

    /**
     * Writes the document.
     *
     * @param instance the path of the request
     * @param id the id under which the log knows the request
     * @param trace the id of the trace it belongs to
     * @return JSON
     */
    public byte[] json(String instance, String id, String trace) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "about:blank");
        members.put("title", HttpStatus.getMessage(status));
        members.put("status", status);
        members.put("detail", detail);
        if (!instance.isEmpty()) {
            members.put("instance", instance);
        }
        if (!id.isEmpty()) {
            members.put("request_id", id);
        }
        if (!trace.isEmpty()) {
            members.put("trace_id", trace);
        }
        if (!errors.isEmpty()) {
            members.put("errors", errors);
        }
        return Json.bytes(members);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import org.eclipse.jetty.http.HttpStatus;

/** What problems say when nobody knows more than the status. */
final class Sentences {
    private Sentences() {}

    static String of(int status) {
        return switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "The request can't be understood.";
            case HttpStatus.UNAUTHORIZED_401 ->
                "The request needs credentials. Send them in the header 'Authorization'.";
            case HttpStatus.FORBIDDEN_403 -> "The credentials of the request do not allow this.";
            case HttpStatus.NOT_FOUND_404 -> "There is nothing at this path.";
            case HttpStatus.METHOD_NOT_ALLOWED_405 ->
                "This path does not take this method. The header 'Allow' names those it takes.";
            case HttpStatus.NOT_ACCEPTABLE_406 ->
                "None of the media types in the header 'Accept' can be produced here.";
            case HttpStatus.REQUEST_TIMEOUT_408 -> "The request did not arrive in time.";
            case HttpStatus.CONFLICT_409 -> "The request does not fit the present state.";
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "The body of the request is too large.";
            case HttpStatus.URI_TOO_LONG_414 -> "The path of the request is too long.";
            case HttpStatus.UNSUPPORTED_MEDIA_TYPE_415 -> "This path does not take bodies of this media type.";
            case HttpStatus.UNPROCESSABLE_ENTITY_422 ->
                "The request is well formed, but its values are not acceptable.";
            case HttpStatus.TOO_MANY_REQUESTS_429 -> "There are too many requests. Try again later.";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "The headers of the request are too large.";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "This is not available at the moment. Try again later.";
            case HttpStatus.GATEWAY_TIMEOUT_504 -> "There was no answer in time.";
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "This version of HTTP is not spoken here.";
            default ->
                status < HttpStatus.INTERNAL_SERVER_ERROR_500
                        ? "The request can't be fulfilled as it is."
                        : "The request failed for a reason that is not its own. The log tells it under the request's id.";
        };
    }
}

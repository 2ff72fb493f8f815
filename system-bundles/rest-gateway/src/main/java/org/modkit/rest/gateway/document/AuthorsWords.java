// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import io.swagger.v3.jaxrs2.ext.AbstractOpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.modkit.rest.gateway.route.Declared;

/**
 * Notes at each operation what its author says of it to the gateway, in a member that {@link Merge} replaces: what that
 * comes to depends on settings as well.
 */
final class AuthorsWords extends AbstractOpenAPIExtension {
    /** The member. */
    static final String MEMBER = "x-modkit-declared";

    private final ResourceReader reader;

    AuthorsWords(ResourceReader reader) {
        this.reader = reader;
    }

    @Override
    public void decorateOperation(Operation operation, Method method, Iterator<OpenAPIExtension> chain) {
        Declared declared = reader.declared(method);
        operation.addExtension(
                MEMBER,
                Map.of(
                        "rule", declared.access().rule().name(),
                        "roles", List.copyOf(declared.access().roles()),
                        "rps", declared.bounds().rps(),
                        "burst", declared.bounds().burst(),
                        "inFlight", declared.bounds().inFlight()));
        whoReturnsNothingAnswersNothing(operation, method);
        super.decorateOperation(operation, method, chain);
    }

    /** Jakarta REST answers 204 for a method that returns nothing, unless it answers later or with events. */
    private static void whoReturnsNothingAnswersNothing(Operation operation, Method method) {
        ApiResponses responses = operation.getResponses();
        boolean returns = method.getReturnType() != void.class
                || Stream.of(method.getParameterTypes())
                        .anyMatch(type -> type == AsyncResponse.class || type == SseEventSink.class);
        if (!returns && responses != null && responses.keySet().equals(Set.of(ModuleReader.GOOD))) {
            responses.remove(ModuleReader.GOOD);
            responses.addApiResponse("204", new ApiResponse().description("Done"));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.api.OpenAPIConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.modkit.rest.gateway.route.Declared;

/** Reads classes, and knows how it has come to the one it reads, which nobody tells its extensions. */
final class ResourceReader extends Reader {
    /** A class, and the method of the class around it that leads there, or null. */
    private record Place(Class<?> type, Method locator) {}

    private final Deque<Place> innermostFirst = new ArrayDeque<>();
    private Method locator;

    ResourceReader(OpenAPIConfiguration configuration) {
        super(configuration);
    }

    /** What the author says of a method of the class that is being read: there, and on the way there. */
    Declared declared(Method method) {
        Method said = method;
        Declared declared = Declared.NOTHING;
        for (Place place : innermostFirst) {
            declared = declared.or(Declared.of(said, place.type()));
            said = place.locator();
        }
        return declared;
    }

    @Override
    public OpenAPI read(
            Class<?> type,
            String parentPath,
            String parentMethod,
            boolean isSubresource,
            RequestBody parentBody,
            ApiResponses parentResponses,
            Set<String> parentTags,
            List<Parameter> parentParameters,
            Set<Class<?>> scanned) {
        innermostFirst.push(new Place(type, isSubresource ? locator : null));
        try {
            return super.read(
                    type,
                    parentPath,
                    parentMethod,
                    isSubresource,
                    parentBody,
                    parentResponses,
                    parentTags,
                    parentParameters,
                    scanned);
        } finally {
            innermostFirst.pop();
        }
    }

    /** Asked of each method right before it reads what that leads to. */
    @Override
    protected Class<?> getSubResourceWithJaxRsSubresourceLocatorSpecs(Method method) {
        locator = method;
        return super.getSubResourceWithJaxRsSubresourceLocatorSpecs(method);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import io.swagger.v3.jaxrs2.ext.AbstractOpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.oas.models.Operation;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
        super.decorateOperation(operation, method, chain);
    }
}

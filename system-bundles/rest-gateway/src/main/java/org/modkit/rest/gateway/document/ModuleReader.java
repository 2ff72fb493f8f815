// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.jaxrs2.DefaultParameterExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtensions;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import java.util.List;
import java.util.Set;
import org.modkit.rest.gateway.bridge.LoaderScope;

/** Reads what the classes of one module say about themselves. */
final class ModuleReader {
    /** The code of a response of which the author says nothing. */
    static final String GOOD = "200";

    private ModuleReader() {}

    static ObjectNode read(Set<Class<?>> types) {
        return LoaderScope.within(ModuleReader.class.getClassLoader(), () -> {
            try {
                return described(types);
            } finally {
                forget();
            }
        });
    }

    private static ObjectNode described(Set<Class<?>> types) {
        var reader = new ResourceReader(new SwaggerConfiguration()
                .openAPI31(true)
                .defaultResponseCode(GOOD)
                .openAPI(new OpenAPI(SpecVersion.V31)));
        OpenAPIExtensions.setExtensions(List.of(new AuthorsWords(reader), new DefaultParameterExtension()));
        try {
            return (ObjectNode) Json31.mapper().readTree(Json31.pretty(reader.read(types)));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The library lives as long as this bundle, and remembers classes that must be able to go. */
    private static void forget() {
        OpenAPIExtensions.setExtensions(List.of(new DefaultParameterExtension()));
        ModelConverters.reset();
        TypeFactory.defaultInstance().clearCache();
        ObjectMapper mapper = Json31.mapper();
        mapper.getTypeFactory().clearCache();
        if (mapper.getSerializerProvider() instanceof DefaultSerializerProvider serializers) {
            serializers.flushCachedSerializers();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.jaxrs2.DefaultParameterExtension;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtensions;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import java.util.List;
import java.util.Set;

/** Reads what the classes of one module say about themselves. */
final class ModuleReader {
    private ModuleReader() {}

    static ObjectNode read(Set<Class<?>> types) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ModuleReader.class.getClassLoader());
        try {
            var configuration = new SwaggerConfiguration()
                    .openAPI31(true)
                    .defaultResponseCode("200")
                    .openAPI(new OpenAPI(SpecVersion.V31));
            OpenAPIExtensions.setExtensions(List.of(new AuthorsWords(types), new DefaultParameterExtension()));
            OpenAPI read = new Reader(configuration).read(types);
            return (ObjectNode) Json31.mapper().readTree(Json31.pretty(read));
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        } finally {
            thread.setContextClassLoader(before);
            forget();
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

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jakarta.rs.cfg.JakartaRSFeature;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.glassfish.jersey.message.MessageBodyWorkers;

/**
 * JSON where a module says nothing else: it may have a mapper ({@code ContextResolver<ObjectMapper>}), or readers and writers
 * of its own. Among those for all classes Jersey takes whichever it finds first, so this one steps back.
 */
final class UsualJson extends JacksonJsonProvider {
    @Context
    private jakarta.inject.Provider<MessageBodyWorkers> workers;

    private volatile Boolean alone;

    UsualJson(ObjectMapper mapper) {
        super(mapper);
        disable(JakartaRSFeature.ALLOW_EMPTY_INPUT);
        enable(JakartaRSFeature.DYNAMIC_OBJECT_MAPPER_LOOKUP);
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return super.isReadable(type, generic, annotations, media)
                && (isAlone()
                        || others(workers.get().getReaders(media))
                                .noneMatch(other -> other.isReadable(type, generic, annotations, media)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return super.isWriteable(type, generic, annotations, media)
                && (isAlone()
                        || others(workers.get().getWriters(media))
                                .noneMatch(other -> other.isWriteable(type, generic, annotations, media)));
    }

    /** Whether the module has no readers and writers at all, which most have not: asked once, since they don't change. */
    @SuppressWarnings("unchecked")
    private boolean isAlone() {
        Boolean known = alone;
        if (known == null) {
            known = others(workers.get().getReaders(MediaType.WILDCARD_TYPE))
                            .findAny()
                            .isEmpty()
                    && others(workers.get().getWriters(MediaType.WILDCARD_TYPE))
                            .findAny()
                            .isEmpty();
            alone = known;
        }
        return known;
    }

    /** Neither this one nor Jersey's, which are for texts, bytes and the like. */
    private <T> Stream<T> others(Map<MediaType, List<T>> byMedia) {
        return byMedia.values().stream()
                .flatMap(Collection::stream)
                .filter(each -> each != this && !each.getClass().getName().startsWith("org.glassfish.jersey."));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.internal.inject.ConfiguredValidator;

/** What every application has: JSON, server-sent events, problem documents. */
public final class Format {
    /** Held, because loggers that nobody holds forget their level. Jersey warns there of every resource that is an object. */
    private static final Logger FALSE_ALARMS = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    private Format() {}

    /**
     * Returns it.
     *
     * @param validator checks the module's constraints
     * @return a configuration to which resources may be added
     */
    public static ResourceConfig config(ConfiguredValidator validator) {
        FALSE_ALARMS.setLevel(Level.SEVERE);
        return new ResourceConfig()
                .addProperties(Map.of(
                        // What lies on the class path by chance is nobody's decision.
                        CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
                        CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                        ServerProperties.WADL_FEATURE_DISABLE, true))
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(validator).to(ConfiguredValidator.class);
                    }
                })
                .register(SseFeature.class)
                .register(new UsualJson(mapper()))
                .register(ThrownProblems.class)
                .register(RefusedProblems.class)
                .register(EmptyProblems.class);
    }

    /** A mapper of its own for each application: it caches classes of the module, which go when the module goes. */
    private static ObjectMapper mapper() {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 256);
        return JsonMapper.builder()
                .typeFactory(TypeFactory.defaultInstance().withCache(types))
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }
}

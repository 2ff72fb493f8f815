// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.rest.gateway.mount.MountException;

/** What a module brings along is for itself; its neighbor notices nothing. */
class ModuleScopeTest {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(
                Map.of("rate_limit.enabled", "false", "paths.first", "/same", "paths.second", "/same"));
        gateway.open("plain", new Things());
    }

    @AfterAll
    static void stop() {
        gateway.stop();
    }

    /** Takes and gives JSON. */
    @Path("things")
    @Produces("application/json")
    @Consumes("application/json")
    public static final class Things {
        /** Two names and a time. */
        public record Thing(String firstName, String lastName, Duration age) {}

        @GET
        public Thing get() {
            return new Thing("Ann", null, Duration.ofMinutes(1));
        }

        @POST
        public String post(Thing thing) {
            return "\"" + thing.firstName() + "\"";
        }

        @GET
        @Path("{day}")
        @Produces("text/plain")
        public String day(@PathParam("day") Day day) {
            return day.name();
        }
    }

    /** Can be read by its converter only, or by its own method. */
    public record Day(String name) {
        public static Day valueOf(String text) {
            return new Day(text);
        }
    }

    private static final String USUAL = "{\"firstName\":\"Ann\",\"lastName\":null,\"age\":\"PT1M\"}";

    private static ObjectMapper snakes() {
        return JsonMapper.builder()
                .findAndAddModules()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
    }

    /** How a module says which JSON it likes. */
    public static final class OwnMapper implements ContextResolver<ObjectMapper> {
        @Override
        public ObjectMapper getContext(Class<?> type) {
            return snakes();
        }
    }

    /** How a module says it that has a Jackson of its own. */
    public static final class OwnJson extends JacksonJsonProvider {
        public OwnJson() {
            super(snakes());
        }
    }

    /** Sends all away. */
    @PreMatching
    public static final class Bouncer implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.abortWith(Response.status(418).entity("full").build());
        }
    }

    /** Writes in capitals. */
    public static final class Shouting implements WriterInterceptor {
        @Override
        public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
            context.setEntity(context.getEntity().toString().toUpperCase(java.util.Locale.ROOT));
            context.proceed();
        }
    }

    /** Reads days in its own way. */
    public static final class Days implements ParamConverterProvider {
        @Override
        public <T> ParamConverter<T> getConverter(Class<T> raw, Type type, Annotation[] annotations) {
            return raw != Day.class
                    ? null
                    : new ParamConverter<>() {
                        @Override
                        public T fromString(String text) {
                            return raw.cast(new Day("day " + text));
                        }

                        @Override
                        public String toString(T day) {
                            return day.toString();
                        }
                    };
        }
    }

    private void with(Object provider, Check check) throws Exception {
        PhaseGuest guest = gateway.open("own", new Things(), provider);
        try {
            check.run();
            assertThat(gateway.get("/plain/things").body()).isEqualTo(USUAL);
            assertThat(gateway.get("/plain/things/1").body()).isEqualTo("1");
        } finally {
            gateway.remove(guest);
        }
    }

    /** What is to be seen meanwhile. */
    private interface Check {
        void run() throws Exception;
    }

    @Test
    void writesJsonByTheMapperOfTheModule() throws Exception {
        with(new OwnMapper(), () -> {
            assertThat(gateway.get("/own/things").body()).startsWith("{\"first_name\":\"Ann\"");
            assertThat(gateway.post("/own/things", "{\"first_name\":\"Bob\"}").body())
                    .isEqualTo("\"Bob\"");
            assertThat(gateway.post("/plain/things", "{\"first_name\":\"Bob\"}").body())
                    .isEqualTo("\"null\"");
        });
    }

    @Test
    void writesJsonByTheJacksonOfTheModule() throws Exception {
        with(new OwnJson(), () -> {
            assertThat(gateway.get("/own/things").body()).startsWith("{\"first_name\":\"Ann\"");
            assertThat(gateway.post("/own/things", "{\"first_name\":\"Bob\"}").body())
                    .isEqualTo("\"Bob\"");
        });
    }

    @Test
    void saysWhatIsWrongWithJsonThatAMapperOfTheModuleReads() throws Exception {
        for (Object provider : new Object[] {new OwnMapper(), new OwnJson()}) {
            with(provider, () -> {
                HttpResponse<String> broken = gateway.post("/own/things", "{\"first_name\":");
                assertThat(broken.statusCode()).isEqualTo(400);
                assertThat(broken.headers().firstValue("content-type")).contains("application/problem+json");
            });
        }
    }

    @Test
    void keepsFiltersToTheirModule() throws Exception {
        with(
                new Bouncer(),
                () -> assertThat(gateway.get("/own/things").statusCode()).isEqualTo(418));
    }

    @Test
    void keepsInterceptorsToTheirModule() throws Exception {
        with(
                new Shouting(),
                () -> assertThat(gateway.get("/own/things/mo").body()).contains("MO"));
    }

    @Test
    void keepsConvertersToTheirModule() throws Exception {
        with(new Days(), () -> assertThat(gateway.get("/own/things/1").body()).isEqualTo("day 1"));
    }

    @Test
    void refusesASecondModuleAtTheSamePath() throws Exception {
        PhaseGuest first = gateway.open("first", new Things());
        assertThatThrownBy(() -> gateway.open("second", new Things()))
                .isInstanceOf(MountException.class)
                .hasMessage("Module 'second' can't be mounted at '/same', because module 'first' is mounted at '/same'."
                        + " Give one of them another path under 'modules.rest-gateway.config.paths'.");
        assertThat(gateway.get("/same/things").body()).isEqualTo(USUAL);

        gateway.remove(first);

        PhaseGuest second = gateway.open("second", new Things());
        assertThat(gateway.get("/same/things").body()).isEqualTo(USUAL);
        gateway.remove(second);
    }
}

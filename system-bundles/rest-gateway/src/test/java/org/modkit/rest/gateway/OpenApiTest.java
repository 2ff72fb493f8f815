// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi31;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.modkit.api.rest.RouteLimit;
import org.modkit.rest.gateway.guest.OrderResource;
import org.modkit.rest.gateway.guest.TroubleResource;

/** The document before an independent judge: the official schema of OpenAPI 3.1, with its own dialect of JSON Schema. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static RunningGateway gateway;
    private static JsonNode document;

    /** As many kinds of types and annotations as authors may use. */
    @Path("v1/zoo")
    @Produces("application/json")
    @Consumes("application/json")
    @RolesAllowed("keeper")
    public static final class Zoo {
        /** An animal. */
        public record Animal(
                UUID id,

                @NotBlank @Schema(description = "How it is called")
                String name,

                @Min(0) @Max(200) Integer age,
                Kind kind,
                LocalDate born,
                Instant seen,
                BigDecimal weight,
                Optional<String> nick,
                List<Animal> young,
                Map<String, Set<Integer>> notes,
                byte[] picture,
                @Schema(nullable = true) String cage) {}

        /** What it may be. */
        public enum Kind {
            CAT,
            DOG
        }

        @GET
        @PermitAll
        @RouteLimit(rps = 7)
        public List<Animal> all(@QueryParam("kind") Kind kind, @HeaderParam("x-since") String since) {
            return List.of();
        }

        @POST
        @Operation(summary = "Takes an animal in", description = "It gets an id.")
        @ApiResponse(responseCode = "201", description = "It is in")
        @RouteLimit(rps = 3, burst = 4, inFlight = 5)
        public Animal add(Animal animal) {
            return animal;
        }

        @GET
        @Path("{id: [0-9]+}/picture")
        @Produces("image/png")
        @RolesAllowed({"keeper", "guest"})
        @RouteLimit(rps = RouteLimit.UNLIMITED, inFlight = RouteLimit.UNLIMITED)
        public byte[] picture(@PathParam("id") int id) {
            return new byte[0];
        }

        @DELETE
        @Path("{id}")
        @DenyAll
        public void remove(@PathParam("id") String id) {}

        @POST
        @Path("search")
        @Consumes("application/x-www-form-urlencoded")
        @RolesAllowed("**")
        public List<Animal> search(@FormParam("name") String name) {
            return List.of();
        }

        @Path("cages")
        @RolesAllowed("builder")
        @RouteLimit(rps = 2)
        public Cages cages() {
            return new Cages();
        }

        @Path("cages/empty")
        @PermitAll
        public Cages empty() {
            return new Cages();
        }
    }

    /** What is only to be reached through others, which say what it does not. */
    @Produces("application/json")
    public static final class Cages {
        @GET
        public List<String> all() {
            return List.of();
        }

        @DELETE
        @RolesAllowed("keeper")
        public void clear() {}

        @Path("{id}/door")
        public Door door(@PathParam("id") int id) {
            return new Door();
        }
    }

    /** One further in. */
    @Produces("application/json")
    public static final class Door {
        @GET
        public boolean isOpen() {
            return false;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.with(Map.of("rate_limit.modules.orders.in_flight", "9"));
        gateway.open("zoo", new Zoo());
        gateway.open("orders", new OrderResource());
        gateway.open("trouble", new TroubleResource());
        document = JSON.readTree(gateway.get("/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        gateway.stop();
    }

    private static Set<ValidationMessage> judged(JsonNode judged) {
        var factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.metaSchema(OpenApi31.getInstance())
                        .schemaMappers(mappers ->
                                mappers.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")));
        JsonSchema schema =
                factory.getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));
        return schema.validate(judged);
    }

    @Test
    void passesTheOfficialSchema() {
        assertThat(judged(document)).as(document.toPrettyString()).isEmpty();
    }

    @Test
    void wouldNotPassIfItWereWrong() {
        ObjectNode outside = document.deepCopy();
        outside.remove("info");
        assertThat(judged(outside)).isNotEmpty();
        ObjectNode inside = document.deepCopy();
        ((ObjectNode) inside.at("/components/schemas/Problem/properties/status")).put("type", "number of sorts");
        assertThat(judged(inside)).isNotEmpty();
        ObjectNode between = document.deepCopy();
        ((ObjectNode) between.at("/paths/~1zoo~1v1~1zoo/get/responses/default")).remove("description");
        assertThat(judged(between)).isNotEmpty();
    }

    @Test
    void saysWhoMayCall() {
        assertThat(document.at("/components/securitySchemes/bearerAuth/scheme").asText())
                .isEqualTo("bearer");
        assertThat(operation("/v1/zoo", "get").has("security")).isFalse();
        assertThat(operation("/v1/zoo", "post").get("security").toString())
                .isEqualTo("[{\"bearerAuth\":[\"keeper\"]}]");
        assertThat(operation("/v1/zoo", "post").get("description").asText())
                .isEqualTo("It gets an id.\n\nCallers need one of the roles `keeper`.");
        assertThat(operation("/v1/zoo", "post").get("responses").fieldNames())
                .toIterable()
                .contains("401", "403");
        assertThat(operation("/v1/zoo/{id}/picture", "get").get("security").toString())
                .isEqualTo("[{\"bearerAuth\":[\"guest\"]},{\"bearerAuth\":[\"keeper\"]}]");
        assertThat(operation("/v1/zoo/search", "post").get("security").toString())
                .isEqualTo("[{\"bearerAuth\":[]}]");
        assertThat(document.at("/paths/~1orders~1v1~1orders/post").has("security"))
                .isFalse();
        assertThat(document.toString()).doesNotContain("x-modkit");
    }

    @Test
    void saysWhatIsSaidOnTheWay() {
        assertThat(operation("/v1/zoo/cages", "get").get("security").toString())
                .isEqualTo("[{\"bearerAuth\":[\"builder\"]}]");
        assertThat(operation("/v1/zoo/cages", "get").get("x-rate-limit-rps").asInt())
                .isEqualTo(2);
        assertThat(operation("/v1/zoo/cages", "delete").get("security").toString())
                .isEqualTo("[{\"bearerAuth\":[\"keeper\"]}]");
        assertThat(operation("/v1/zoo/cages/{id}/door", "get").get("security").toString())
                .isEqualTo("[{\"bearerAuth\":[\"builder\"]}]");
        assertThat(operation("/v1/zoo/cages/empty", "get").has("security")).isFalse();
        assertThat(operation("/v1/zoo/cages/empty/{id}/door", "get").has("security"))
                .isFalse();
        assertThat(operation("/v1/zoo", "post").get("security").toString())
                .isEqualTo("[{\"bearerAuth\":[\"keeper\"]}]");
    }

    @Test
    void saysThatNothingComesBackWhereNothingDoes() {
        assertThat(operation("/v1/zoo/cages", "delete").get("responses").fieldNames())
                .toIterable()
                .contains("204")
                .doesNotContain("200");
        assertThat(operation("/v1/zoo", "get").get("responses").fieldNames())
                .toIterable()
                .contains("200")
                .doesNotContain("204");
    }

    @Test
    void saysHowOften() {
        JsonNode all = operation("/v1/zoo", "get");
        assertThat(all.get("x-rate-limit-rps").asInt()).isEqualTo(7);
        assertThat(all.get("x-rate-limit-burst").asInt()).isEqualTo(14);
        assertThat(all.get("x-in-flight-limit").asInt()).isEqualTo(64);
        JsonNode add = operation("/v1/zoo", "post");
        assertThat(add.get("x-rate-limit-burst").asInt()).isEqualTo(4);
        assertThat(add.get("x-in-flight-limit").asInt()).isEqualTo(5);
        JsonNode picture = operation("/v1/zoo/{id}/picture", "get");
        assertThat(picture.fieldNames())
                .toIterable()
                .doesNotContain("x-rate-limit-rps", "x-rate-limit-burst", "x-in-flight-limit");
        JsonNode operators = document.at("/paths/~1orders~1v1~1orders/post");
        assertThat(operators.get("x-in-flight-limit").asInt()).isEqualTo(9);
        assertThat(operators.get("x-rate-limit-rps").asInt()).isEqualTo(50);
    }

    private static JsonNode operation(String path, String method) {
        return document.get("paths").get("/zoo" + path).get(method);
    }
}

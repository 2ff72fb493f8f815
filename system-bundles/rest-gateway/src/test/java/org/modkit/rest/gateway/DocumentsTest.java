// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.Phase;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.rest.gateway.guest.OrderResource;
import org.modkit.rest.gateway.guest.TroubleResource;

class DocumentsTest {
    private RunningGateway gateway = RunningGateway.with(Map.of("openapi.title", "Shop"));

    @AfterEach
    void stop() {
        gateway.stop();
    }

    /** Has a record of the same name as another module's, which says something else. */
    @Path("v1/bills")
    @Tag(name = "money")
    @Produces("application/json")
    public static final class BillResource {
        /** Not what an order is elsewhere. */
        public record Order(long cents) {}

        @GET
        @Operation(operationId = "order", summary = "What is to be paid")
        public Order order() {
            return new Order(1);
        }
    }

    @Test
    void describesAllModulesWithoutMixingThem() throws Exception {
        gateway.open("orders", new OrderResource());
        PhaseGuest bills = gateway.open("bills", new BillResource());

        JsonNode document = document();

        assertThat(document.get("openapi").asText()).startsWith("3.1.");
        assertThat(document.at("/info/title").asText()).isEqualTo("Shop");
        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .containsExactly("/bills/v1/bills", "/orders/v1/orders", "/orders/v1/orders/{id}");
        assertThat(document.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("Problem", "bills.Order", "orders.Order");
        assertThat(document.at("/components/schemas/bills.Order/properties/cents/type")
                        .asText())
                .isEqualTo("integer");
        assertThat(document.at("/components/schemas/orders.Order/properties/in_stock")
                        .isObject())
                .isTrue();
        JsonNode bill = document.at("/paths/~1bills~1v1~1bills/get");
        assertThat(bill.get("operationId").asText()).isEqualTo("bills.order");
        assertThat(bill.get("tags").toString()).isEqualTo("[\"money\"]");
        assertThat(bill.at("/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/bills.Order");
        assertThat(bill.at("/responses/default/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");

        gateway.remove(bills);

        assertThat(document().get("paths").fieldNames())
                .toIterable()
                .containsExactly("/orders/v1/orders", "/orders/v1/orders/{id}");
    }

    @Test
    void refersToNothingThatIsNotThere() throws Exception {
        gateway.open("x", new TroubleResource());
        String text = gateway.get("/openapi.json").body();
        JsonNode document = new ObjectMapper().readTree(text);
        var references = Pattern.compile("\"\\$ref\" ?: ?\"#([^\"]+)\"").matcher(text);
        int found = 0;
        while (references.find()) {
            found++;
            assertThat(document.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
        }
        assertThat(found).isPositive();
    }

    @Test
    void saysTheSameInYaml() throws Exception {
        gateway.open("orders", new OrderResource());
        HttpResponse<String> answer = gateway.get("/openapi.yaml");
        assertThat(answer.headers().firstValue("content-type")).contains("application/yaml");
        assertThat(new YAMLMapper().readTree(answer.body())).isEqualTo(document());
    }

    @Test
    void bringsAPageWithAllThatIsInIt() throws Exception {
        HttpResponse<String> page = gateway.get("/docs");
        assertThat(page.headers().firstValue("content-type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(page.body()).doesNotContain("http:", "https:", "//");
        var assets = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        int found = 0;
        while (assets.find()) {
            found++;
            assertThat(gateway.get(assets.group(1)).statusCode())
                    .as(assets.group(1))
                    .isEqualTo(200);
        }
        assertThat(found).isEqualTo(4);
        assertThat(gateway.get("/docs/../docs").statusCode()).isEqualTo(400);
        assertThat(gateway.get("/docs/package.json").statusCode()).isEqualTo(404);
        assertThat(gateway.send(gateway.to("/docs").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void leadsWhoeverNamesNoPathToThePage() throws Exception {
        HttpResponse<String> answer = gateway.get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("/docs");
        assertThat(gateway.send(gateway.to("/").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }

    @Test
    void canDoWithoutDocuments() throws Exception {
        gateway.stop();
        gateway = RunningGateway.with(Map.of("docs", "false"));
        assertThat(gateway.get("/").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/docs").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/openapi.json").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/healthz").body()).isEqualTo("ok");
    }

    @Test
    void isAliveWhateverTheModulesDo() throws Exception {
        assertThat(gateway.get("/healthz").body()).isEqualTo("ok");
        assertThat(gateway.get("/health").body()).startsWith("{").contains("\"status\":\"healthy\"");
        assertThat(gateway.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(new ObjectMapper().readTree(gateway.get("/modules").body()).get("modules"))
                .isEmpty();
    }

    @Test
    void saysWhichRequiredModuleIsMissingAndWhy() throws Exception {
        gateway.runtime = runtime(new RuntimeStatus(
                true, false, List.of(module("mail", ModuleState.FAILED, true, "No server.")), List.of()));
        HttpResponse<String> answer = gateway.get("/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("Required modules are not running: 'mail'.")
                .contains("{\"field\":\"mail\",\"message\":\"FAILED: No server.\"}");
    }

    @Test
    void isReadyWithoutModulesThatAreNotRequired() throws Exception {
        gateway.runtime = runtime(new RuntimeStatus(
                true,
                true,
                List.of(
                        module("mail", ModuleState.FAILED, false, "No server."),
                        module("shop", ModuleState.RUNNING, true, "")),
                List.of()));
        HttpResponse<String> answer = gateway.get("/readyz");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"degraded\"", "\"running\":1", "No server.");
        JsonNode modules =
                new ObjectMapper().readTree(gateway.get("/modules").body()).get("modules");
        assertThat(modules.findValuesAsText("state")).containsExactly("FAILED", "RUNNING");
        assertThat(modules.get(1).at("/bundle/version").asText()).isEqualTo("1.2.3");
    }

    private static ModuleStatus module(String name, ModuleState state, boolean required, String reason) {
        var bundle = new BundleRef("acme." + name, "1.2.3", 7);
        return new ModuleStatus(
                name,
                state,
                Optional.of(Phase.INIT),
                false,
                required,
                List.of(),
                List.of(),
                bundle,
                Instant.EPOCH,
                0,
                "",
                reason);
    }

    private static ModkitRuntime runtime(RuntimeStatus status) {
        return (ModkitRuntime) Proxy.newProxyInstance(
                ModkitRuntime.class.getClassLoader(),
                new Class<?>[] {ModkitRuntime.class},
                (proxy, method, arguments) -> status);
    }

    private JsonNode document() throws Exception {
        return new ObjectMapper().readTree(gateway.get("/openapi.json").body());
    }
}

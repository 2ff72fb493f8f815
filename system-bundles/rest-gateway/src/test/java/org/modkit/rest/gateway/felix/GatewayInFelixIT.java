// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleConfigException;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.ApiGatewayCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.client.ClientHandle;
import org.modkit.api.client.ClientHub;
import org.modkit.api.rest.RestEndpoint;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.rest.gateway.guest.OrderResource;
import org.modkit.rest.gateway.guest.TroubleResource;
import org.modkit.rest.gateway.proof.Certificate;
import org.modkit.rest.gateway.proof.Guests;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** The packed bundle in a real framework, with a guest from a bundle of its own. */
class GatewayInFelixIT {
    @TempDir
    private Path folder;

    private RealFelix felix;
    private ApiGatewayCapability host;
    private String url;

    @BeforeEach
    void start() throws Exception {
        felix = RealFelix.in(folder);
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    @Test
    void servesARecordOfAnotherBundleAsJson() throws Exception {
        run();
        Bundle guest = felix.guest(OrderResource.class);
        var orders = Guests.named(
                "orders",
                guest.loadClass(OrderResource.class.getName()).getConstructor().newInstance());
        host.up(orders);
        assertThat(get("/orders/v1/orders/a1").statusCode()).isEqualTo(503);

        host.open(orders);

        HttpResponse<String> found = get("/orders/v1/orders/a1");
        assertThat(found.body()).isEqualTo("{\"id\":\"a1\",\"in_stock\":7}");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.headers().firstValue("server")).isEmpty();
        HttpResponse<String> made = post("/orders/v1/orders", "{\"id\":\"b2\",\"in_stock\":1}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("location")).contains(url + "/orders/v1/orders/b2");

        host.close(orders);
        host.down(orders);
        assertThat(get("/orders/v1/orders/a1").statusCode()).isEqualTo(404);
        felix.ofGateway(RunnableCapability.class).stop();
        assertThat(felix.context().getServiceReference(RestEndpoint.class)).isNull();
        assertThatThrownBy(() -> get("/orders/v1/orders/a1")).isInstanceOf(IOException.class);
    }

    @Test
    void checksTheConstraintsOfAnotherBundle() throws Exception {
        run();
        Bundle guest = felix.guest(TroubleResource.class);
        var trouble = Guests.named(
                "x",
                guest.loadClass(TroubleResource.class.getName())
                        .getConstructor()
                        .newInstance());
        host.up(trouble);
        host.open(trouble);

        HttpResponse<String> refused = get("/x/trouble/page?limit=0");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("{\"field\":\"limit\",\"message\":\"must be greater than or equal to 1\"}");
        assertThat(get("/x/trouble/page?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    void describesTheResourcesOfAnotherBundleAndShowsThem() throws Exception {
        run();
        Bundle guest = felix.guest(OrderResource.class);
        open(guest, OrderResource.class);

        assertThat(get("/openapi.json").body()).contains("/orders/v1/orders/{id}", "in_stock");
        assertThat(get("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).contains("There is no ModKit runtime in this container.");
    }

    /** What a gateway remembers of a module would keep all of its classes in memory. */
    @Test
    void letsGoOfAModuleThatHasGone() throws Exception {
        run();
        WeakReference<ClassLoader> loader = comeAndGo(OrderResource.class, "/orders/v1/orders/a1");
        WeakReference<ClassLoader> other = comeAndGo(TroubleResource.class, "/orders/trouble/page?limit=0");

        assertThat(isCollected(loader)).isTrue();
        assertThat(isCollected(other)).isTrue();
    }

    private WeakReference<ClassLoader> comeAndGo(Class<?> resource, String path) throws Exception {
        Bundle guest = felix.guest(resource);
        PhaseGuest module = open(guest, resource);
        get(path);
        post("/orders/v1/orders", "{\"id\":\"b2\",\"in_stock\":1}");
        get("/openapi.json");
        host.close(module);
        host.down(module);
        get("/openapi.json");
        var loader = new WeakReference<>(guest.adapt(BundleWiring.class).getClassLoader());
        felix.uninstall(guest);
        return loader;
    }

    private PhaseGuest open(Bundle guest, Class<?> resource) throws Exception {
        Object made = guest.loadClass(resource.getName()).getConstructor().newInstance();
        PhaseGuest module = Guests.named("orders", made);
        host.up(module);
        host.open(module);
        return module;
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int attempt = 0; attempt < 100 && reference.get() != null; attempt++) {
            System.gc();
            Thread.onSpinWait();
        }
        return reference.get() == null;
    }

    @Test
    void isAModuleThatWaitsForItsTurn() throws Exception {
        Bundle bundle = felix.gateway();

        assertThat(bundle.getHeaders().get("Provide-Capability")).contains("modkit.module=rest-gateway");
        assertThat(felix.context().getServiceReference(RestEndpoint.class)).isNull();
    }

    @Test
    void tellsAllThatIsWrongWithItsConfiguration() throws Exception {
        felix.gateway();
        ModkitModule core = felix.ofGateway(ModkitModule.class);
        ModuleContext context = context(Map.of("port", "many", "limits", Map.of("bodies", 1)));

        assertThatThrownBy(() -> core.init(context))
                .isInstanceOf(ModuleConfigException.class)
                .hasMessage(
                        "The configuration of module 'rest-gateway' does not fit: 'port' must be a whole number from 0"
                                + " to 65535, but is 'many'; 'limits.bodies' is no setting of the REST gateway. Correct"
                                + " 'modules.rest-gateway.config'.");
    }

    /** What chooses the protocol is found by the class loader of a bundle. */
    @Test
    void speaksHttp2OverTls() throws Exception {
        Certificate certificate = Certificate.made(folder, "server", "EC");
        run(Map.of(
                "port",
                0,
                "tls",
                Map.of("keystore", certificate.keystore.toString(), "password", Certificate.PASSWORD)));
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Certificate.trusting(certificate))
                .build();

        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(url + "/healthz")).build(), BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).isEqualTo("ok");
    }

    private void run() throws Exception {
        run(Map.of("port", 0));
    }

    /** Plays the runtime, which takes the module up. */
    private void run(Map<String, Object> config) throws Exception {
        felix.gateway();
        felix.ofGateway(ModkitModule.class).init(context(config));
        felix.ofGateway(RunnableCapability.class).start(null);
        host = felix.ofGateway(ApiGatewayCapability.class);
        url = felix.url();
    }

    private static ModuleContext context(Map<String, Object> config) {
        return (ModuleContext) Proxy.newProxyInstance(
                ModuleContext.class.getClassLoader(),
                new Class<?>[] {ModuleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "rawConfig" -> config;
                    case "clients" -> emptyHub();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static ClientHub emptyHub() {
        ClientHandle<?> handle = proxy(ClientHandle.class, false);
        return proxy(ClientHub.class, handle);
    }

    /** Says the same whatever it is asked. */
    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}

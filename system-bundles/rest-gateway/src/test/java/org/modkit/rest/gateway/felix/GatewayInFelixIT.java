// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Hashtable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.spi.TrafficHost;
import org.modkit.rest.gateway.guest.OrderResource;
import org.modkit.rest.gateway.guest.TroubleResource;
import org.modkit.rest.gateway.proof.Guests;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** The packed bundle in a real framework, with a guest from a bundle of its own. */
class GatewayInFelixIT {
    @TempDir
    private Path folder;

    private RealFelix felix;

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
        Bundle gateway = felix.gateway();
        Bundle guest = felix.guest(OrderResource.class);
        var host = (TrafficHost) felix.host();
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
        assertThat(made.headers().firstValue("location")).contains(felix.url() + "/orders/v1/orders/b2");

        host.close(orders);
        host.down(orders);
        assertThat(get("/orders/v1/orders/a1").statusCode()).isEqualTo(404);
        gateway.stop();
        assertThat(felix.context().getServiceReference(PhaseHost.class)).isNull();
    }

    @Test
    void checksTheConstraintsOfAnotherBundle() throws Exception {
        felix.gateway();
        Bundle guest = felix.guest(TroubleResource.class);
        var trouble = Guests.named(
                "x",
                guest.loadClass(TroubleResource.class.getName())
                        .getConstructor()
                        .newInstance());
        var host = (TrafficHost) felix.host();
        host.up(trouble);
        host.open(trouble);

        HttpResponse<String> refused = get("/x/trouble/page?limit=0");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("{\"field\":\"limit\",\"message\":\"must be greater than or equal to 1\"}");
        assertThat(get("/x/trouble/page?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    void describesTheResourcesOfAnotherBundleAndShowsThem() throws Exception {
        felix.gateway();
        Bundle guest = felix.guest(OrderResource.class);
        open(guest, OrderResource.class);

        assertThat(get("/openapi.json").body()).contains("/orders/v1/orders/{id}", "in_stock");
        assertThat(get("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).contains("There is no ModKit runtime in this container.");
    }

    /** What a gateway remembers of a module would keep all of its classes in memory. */
    @Test
    void letsGoOfAModuleThatHasGone() throws Exception {
        felix.gateway();
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
        felix.host().down(closed(module));
        get("/openapi.json");
        var loader = new WeakReference<>(guest.adapt(BundleWiring.class).getClassLoader());
        felix.uninstall(guest);
        return loader;
    }

    private PhaseGuest open(Bundle guest, Class<?> resource) throws Exception {
        Object made = guest.loadClass(resource.getName()).getConstructor().newInstance();
        PhaseGuest module = Guests.named("orders", made);
        var host = (TrafficHost) felix.host();
        host.up(module);
        host.open(module);
        return module;
    }

    private PhaseGuest closed(PhaseGuest module) throws Exception {
        ((TrafficHost) felix.host()).close(module);
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
    void movesWhenItsConfigurationSaysSo() throws Exception {
        felix.gateway();
        String before = felix.url();
        ServiceReference<ConfigurationAdmin> reference = felix.context().getServiceReference(ConfigurationAdmin.class);
        var settings = new Hashtable<String, Object>();
        settings.put("port", "0");
        settings.put("bind", "localhost");

        felix.context()
                .getService(reference)
                .getConfiguration("org.modkit.rest", "?")
                .update(settings);

        assertThat(felix.urlOtherThan(before)).isNotEqualTo(before);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(felix.url() + path)).build());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(felix.url() + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}

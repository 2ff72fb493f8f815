// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.rest.gateway.config.Reading;
import org.modkit.rest.gateway.config.SettingsReader;
import org.modkit.rest.gateway.guard.Plugins;
import org.modkit.rest.gateway.mount.Mounts;
import org.modkit.rest.gateway.proof.Guests;

/** A gateway at a free port, without a framework around it, and a client. */
final class RunningGateway {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final Gateway gateway;
    final RestHost host;
    volatile ModkitRuntime runtime;
    volatile Plugins plugins = Plugins.NONE;
    final URI uri;
    final InetSocketAddress address;

    private RunningGateway(Map<String, String> keys) {
        var all = new HashMap<>(Map.of("port", "0"));
        all.putAll(keys);
        Reading reading = SettingsReader.read(all);
        if (!reading.problems().isEmpty()) {
            throw new IllegalArgumentException(reading.problems().toString());
        }
        var mounts = new Mounts(System::nanoTime);
        Plugins current = Plugins.following(() -> plugins);
        gateway = new Gateway(reading.settings(), mounts, () -> Optional.ofNullable(runtime), current);
        host = new RestHost(mounts, reading::settings, current);
        uri = gateway.start();
        address = new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    static RunningGateway with(Map<String, String> keys) {
        return new RunningGateway(keys);
    }

    PhaseGuest open(String module, Object... resources) {
        PhaseGuest guest = Guests.named(module, resources);
        host.up(guest);
        host.open(guest);
        return guest;
    }

    void remove(PhaseGuest guest) throws InterruptedException {
        host.close(guest);
        host.down(guest);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(uri + path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(
                to(path).header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    void stop() {
        gateway.stop();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.rest.RequestListener;
import org.modkit.api.rest.RestAnswer;
import org.modkit.api.rest.RestRequest;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.rest.gateway.guest.DoorModule;
import org.modkit.rest.gateway.guest.KeyModule;
import org.osgi.framework.Bundle;

/** The gateway, the runtime, a module with a guarded route, and one that knows who calls: each from its bundle. */
class SecurityWithRuntimeIT {
    @TempDir
    private Path folder;

    private RealFelix felix;
    private String url;

    @BeforeEach
    void start() throws Exception {
        felix = RealFelix.in(folder);
        felix.gateway();
        felix.install("org.modkit.runtime.RuntimeBundle").start();
        url = felix.url();
        felix.guest(DoorModule.class);
        settled();
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private void settled() throws Exception {
        var context = felix.context();
        ModkitRuntime runtime = context.getService(context.getServiceReference(ModkitRuntime.class));
        runtime.settled().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void asksWhoeverIsThereToFindOutWhoCalls() throws Exception {
        assertThat(open("ann").statusCode()).isEqualTo(503);

        Bundle key = felix.guest(KeyModule.class);
        settled();

        assertThat(open("ann").body()).isEqualTo("ann of acme");
        assertThat(open("wrong").statusCode()).isEqualTo(401);

        key.stop();
        settled();

        assertThat(open("ann").statusCode()).isEqualTo(503);
    }

    /** Puts together what it hears. */
    private static final class Ear implements RequestListener {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void ended(RestRequest request, RestAnswer answer) {
            heard.add(request.method() + " " + answer.module() + " " + answer.route() + " " + answer.status());
        }
    }

    @Test
    void tellsWhoeverListens() throws Exception {
        var ear = new Ear();
        var registration = felix.context().registerService(RequestListener.class, ear, null);
        open("ann");
        assertThat(ear.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("GET door /door/v1/doors 503");

        registration.unregister();

        open("ann");
        assertThat(ear.heard).isEmpty();
    }

    private HttpResponse<String> open(String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/door/v1/doors"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString());
    }
}

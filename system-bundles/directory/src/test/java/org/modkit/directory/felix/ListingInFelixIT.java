// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.rest.RestEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.RuntimeStatus;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** The packed bundles of runtime, gateway, hub and directory in a real framework: what a client sees by REST. */
class ListingInFelixIT {
    private static final long PATIENCE_S = 30;
    private static final List<String> LIBRARIES = List.of(
            "io.grpc.Grpc",
            "org.modkit.directory.v1.DirectoryServiceGrpc",
            "jakarta.ws.rs.core.Response",
            "jakarta.annotation.Priority",
            "jakarta.validation.Validation",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "io.swagger.v3.oas.annotations.Operation");
    private static final String API = "org.modkit.api,org.modkit.api.capability,org.modkit.api.client,"
            + "org.modkit.api.database,org.modkit.api.directory,org.modkit.api.grpc,org.modkit.api.rest,"
            + "org.modkit.api.security,org.modkit.api.spi,org.modkit.api.status";
    private static final String OTHERS = "org.slf4j;version=2.0.6,org.slf4j.event;version=2.0.6,"
            + "org.slf4j.helpers;version=2.0.6,org.slf4j.spi;version=2.0.6,org.osgi.service.cm;version=1.6.1";

    @TempDir
    private Path folder;

    private Framework framework;

    @BeforeEach
    void start() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        API.replace(",", ";version=0.1.0,") + ";version=0.1.0," + OTHERS));
        framework.start();
        for (String type : LIBRARIES) {
            install(type);
        }
        install("org.apache.felix.cm.impl.ConfigurationManager").start();
        configure("grpc-hub", "config.port", "0");
        configure("rest-gateway", "config.port", "0");
        install("org.modkit.runtime.RuntimeBundle").start();
        install("org.modkit.grpc.hub.HubBundle").start();
        framework
                .getBundleContext()
                .installBundle(
                        Path.of(System.getProperty("directory.bundle")).toUri().toString())
                .start();
    }

    private Bundle install(String type) throws Exception {
        var jar = Class.forName(type, false, ListingInFelixIT.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        return framework.getBundleContext().installBundle(jar.toString());
    }

    private void configure(String module, String... keys) throws Exception {
        var settings = new Hashtable<String, Object>();
        for (int key = 0; key < keys.length; key += 2) {
            settings.put(keys[key], keys[key + 1]);
        }
        service(ConfigurationAdmin.class)
                .getFactoryConfiguration("org.modkit.module", module, "?")
                .update(settings);
    }

    private <T> T service(Class<T> type) {
        BundleContext context = framework.getBundleContext();
        return context.getService(context.getServiceReference(type));
    }

    private RuntimeStatus settled() throws Exception {
        return service(ModkitRuntime.class).settled().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_S));
    }

    @Test
    void listsModulesOfThisProcessAndInstancesElsewhere() throws Exception {
        assertThat(settled().ready()).isTrue();
        Bundle gateway = install("org.modkit.rest.gateway.GatewayBundle");
        gateway.start();
        assertThat(settled().ready()).isTrue();
        UUID id = UUID.randomUUID();
        service(DirectoryClient.class)
                .register("sums", id, Map.of("acme.v1.Sums", URI.create("http://127.0.0.1:4711")), Optional.empty());

        HttpResponse<String> answer = get();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .containsSubsequence(
                        "\"name\":\"directory\"",
                        "\"capabilities\":[\"grpc\",\"stateful\"]",
                        "\"deployment_mode\":\"compiled_in\"",
                        "\"state\":\"healthy\"",
                        "\"grpc_services\":{\"module_orchestrator.v1.directory.DirectoryService\":\""
                                + service(GrpcEndpoint.class).uri() + "\"}",
                        "\"name\":\"grpc-hub\"",
                        "\"name\":\"module-orchestrator\"",
                        "\"dependencies\":[\"directory\"]",
                        "\"name\":\"rest-gateway\"")
                .contains("{\"name\":\"sums\",\"capabilities\":[],\"dependencies\":[],"
                        + "\"deployment_mode\":\"out_of_process\",\"instances\":[{\"instance_id\":\"" + id
                        + "\",\"state\":\"registered\","
                        + "\"grpc_services\":{\"acme.v1.Sums\":\"http://127.0.0.1:4711\"}}]}");
        gateway.stop();
        assertThat(settled().ready()).isTrue();
        assertThat(settled().module("module-orchestrator")).isEmpty();
    }

    @Test
    void listsThemToNobodyWhoIsNotKnownWhereTheGatewayAsks() throws Exception {
        configure("rest-gateway", "config.port", "0", "config.auth.required", "always");
        install("org.modkit.rest.gateway.GatewayBundle").start();
        settled();

        // Nobody is there who could tell who calls.
        assertThat(get().statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> get() throws Exception {
        URI listing = service(RestEndpoint.class).uri().resolve("/module-orchestrator/v1/modules");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(listing)
                                .header("Authorization", "Bearer ann")
                                .build(),
                        BodyHandlers.ofString());
    }
}

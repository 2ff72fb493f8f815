// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.net.URI;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.modkit.api.rest.RestEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.benchmarks.contender.EmbeddedFelix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;

/** The whole of ours: runtime and gateway in a framework, and a bundle for each module. The first always serves. */
final class GatewayServer implements Served {
    private static final long PATIENCE_SECONDS = 300;
    private static final String ONE_MORE = "onemore";

    private final boolean withRest;
    private final EmbeddedFelix felix;
    private final ModkitRuntime runtime;
    private final Bundle gateway;
    private int modules;
    private Bundle oneMore;

    /**
     * Starts everything but the gateway.
     *
     * @param keys its configuration
     * @param withRest whether modules after the first have resources
     * @throws Exception if that fails
     */
    GatewayServer(Map<String, String> keys, boolean withRest) throws Exception {
        this.withRest = withRest;
        felix = EmbeddedFelix.start(Map.of());
        felix.install("org.apache.felix.configadmin").start();
        for (String api : List.of(
                "jakarta.ws.rs-api",
                "jakarta.annotation-api",
                "jakarta.validation.jakarta.validation-api",
                "com.fasterxml.jackson.core.jackson-annotations",
                "io.swagger.core.v3.swagger-annotations.jakarta")) {
            felix.install(api);
        }
        var configuration = new Hashtable<String, Object>();
        keys.forEach((key, value) -> configuration.put("config." + key, value));
        configuration.put("config.port", "0");
        felix.service(ConfigurationAdmin.class)
                .getFactoryConfiguration("org.modkit.module", "rest-gateway", "?")
                .update(configuration);
        felix.install("org.modkit.runtime").start();
        runtime = felix.service(ModkitRuntime.class);
        gateway = felix.install("org.modkit.rest.gateway");
        install(name(0), true).start();
        modules = 1;
    }

    private static String name(int module) {
        return "m" + module;
    }

    private Bundle install(String module, boolean serves) throws Exception {
        return felix.context().installBundle("module:" + module, RestBundle.of(module, serves));
    }

    @Override
    public URI listen() throws Exception {
        gateway.start();
        settle(modules + 1);
        return URI.create(felix.service(RestEndpoint.class).uri() + "/" + name(0) + Orders.PATH);
    }

    private void settle(int expected) throws Exception {
        runtime.settled().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        List<ModuleStatus> all = runtime.status().modules();
        if (all.size() != expected || !all.stream().allMatch(one -> one.state() == ModuleState.RUNNING)) {
            throw new IllegalStateException("Expected " + expected + " running modules, but found " + all);
        }
    }

    @Override
    public void grow(int count) throws Exception {
        while (modules < count) {
            install(name(modules), withRest).start();
            modules++;
        }
        settle(modules + 1);
    }

    @Override
    public void come() throws Exception {
        if (oneMore == null) {
            oneMore = install(ONE_MORE, withRest);
        }
        oneMore.start();
        settle(modules + 2);
    }

    @Override
    public void go() throws BundleException {
        oneMore.stop();
    }

    @Override
    public void close() throws Exception {
        felix.close();
    }
}

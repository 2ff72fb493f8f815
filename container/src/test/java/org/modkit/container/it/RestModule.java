// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RestApiCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A module with REST resources; runs in the container, so it uses nothing of the tests. */
public final class RestModule implements BundleActivator, ModkitModule, RestApiCapability {
    private static final Logger LOG = LoggerFactory.getLogger(RestModule.class);

    private String incarnation = "";

    /** Makes its bundle. */
    static TestBundle named(String module) {
        return TestBundle.of(module, RestModule.class)
                .withClass(Talk.class)
                .importing("jakarta.ws.rs;version=\"[4,5)\"");
    }

    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {ModkitModule.class.getName(), RestApiCapability.class.getName()},
                this,
                new Hashtable<>(
                        Map.of("modkit.module", context.getBundle().getHeaders().get("Test-Module"))));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    @Override
    public void init(ModuleContext context) {
        incarnation = UUID.randomUUID().toString();
    }

    @Override
    public Collection<Object> resources() {
        return List.of(new Talk(incarnation));
    }

    /** What it answers. */
    @Path("v1")
    public record Talk(String incarnation) {
        /** Tells what is different each time the module is initialized. */
        @GET
        @Path("incarnation")
        public String incarnation() {
            return incarnation;
        }

        /** Says again what it hears, once it has heard all of it. */
        @POST
        @Path("echo")
        public String echo(InputStream said) throws IOException {
            LOG.info("Listening.");
            return new String(said.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** A module from a bundle of its own, registered by hand. */
public final class WordModule implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        var core = new Core(context.getBundle().getVersion().toString());
        context.registerService(
                new String[] {ModkitModule.class.getName(), RestApiCapability.class.getName()},
                core,
                new Hashtable<>(Map.of("modkit.module", "word")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away, and the runtime the module.
    }

    /** The module. */
    public static final class Core implements ModkitModule, RestApiCapability {
        private final String version;
        private String incarnation = "";

        Core(String version) {
            this.version = version;
        }

        @Override
        public void init(ModuleContext context) {
            incarnation = UUID.randomUUID().toString();
        }

        @Override
        public Collection<Object> resources() {
            return List.of(new Words(version, incarnation));
        }
    }

    /** The resource. */
    @Path("v1/word")
    public record Words(String version, String incarnation) {
        /** Returns the version of the bundle. */
        @GET
        @Path("version")
        public String bundle() {
            return version;
        }

        /** Returns what is different each time the module is initialized. */
        @GET
        @Path("incarnation")
        public String module() {
            return incarnation;
        }
    }
}

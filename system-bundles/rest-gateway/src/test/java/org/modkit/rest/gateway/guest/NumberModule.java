// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.RestApiCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Another module from a bundle of its own, with an operation that takes a parameter and answers a record. */
public final class NumberModule implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {ModkitModule.class.getName(), RestApiCapability.class.getName()},
                new Core(),
                new Hashtable<>(Map.of("modkit.module", "number")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away, and the runtime the module.
    }

    /** The module. */
    public static final class Core implements ModkitModule, RestApiCapability {
        @Override
        public Collection<Object> resources() {
            return List.of(new Numbers());
        }
    }

    /** What it answers. */
    public record Doubled(int number, int twice) {}

    /** The resource. */
    @Path("v1/numbers")
    public static final class Numbers {
        /** Doubles a number. */
        @GET
        @Path("{number}/doubled")
        public Doubled doubled(@PathParam("number") int number) {
            return new Doubled(number, 2 * number);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.security.Caller;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A module from a bundle of its own that wants to know who calls. */
public final class DoorModule implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {ModkitModule.class.getName(), RestApiCapability.class.getName()},
                new Core(),
                new Hashtable<>(Map.of("modkit.module", "door")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away, and the runtime the module.
    }

    /** The module. */
    public static final class Core implements ModkitModule, RestApiCapability {
        @Override
        public void init(ModuleContext context) {
            // Nothing to do.
        }

        @Override
        public Collection<Object> resources() {
            return List.of(new Doors());
        }
    }

    /** The resource. */
    @Path("v1/doors")
    public static final class Doors {
        /** Returns who has come through. */
        @GET
        @RolesAllowed("guest")
        public String open(@Context SecurityContext security) {
            var caller = (Caller) security.getUserPrincipal();
            return caller.subject() + " of " + caller.tenant();
        }
    }
}

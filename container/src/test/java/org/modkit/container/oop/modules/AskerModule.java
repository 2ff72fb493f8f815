// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.oop.modules;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.client.ClientHandle;
import org.modkit.container.oop.api.Echo;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The module {@code asker}, which needs {@code echo} and does not know where that runs. */
public final class AskerModule implements BundleActivator, ModkitModule, RestApiCapability {
    private volatile Resource resource;

    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {ModkitModule.class.getName(), RestApiCapability.class.getName()},
                this,
                new Hashtable<>(Map.of("modkit.module", "asker", "modkit.requires", "echo")));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    @Override
    public void init(ModuleContext context) {
        // Now, so that it is there before the module is.
        context.clients().get(Echo.class);
        resource = new Resource(context.clients().handle(Echo.class));
    }

    @Override
    public Collection<Object> resources() {
        return List.of(resource);
    }

    /** Passes on what it hears. */
    @Path("v1/say")
    public record Resource(ClientHandle<Echo> echo) {
        /** Asks the other module. */
        @GET
        public String say(@QueryParam("what") String what) {
            return echo.get().say(what);
        }
    }
}

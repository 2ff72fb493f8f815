// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.ApiGatewayCapability;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.filter.RouteFilters;
import org.modkit.rest.gateway.guard.Plugins;
import org.modkit.rest.gateway.mount.Mount;
import org.modkit.rest.gateway.mount.Mounts;

/** Carries out the phase REST: one mount for each module. */
final class RestHost implements ApiGatewayCapability {
    private final Mounts mounts;
    private final Supplier<Settings> settings;
    private final RouteFilters filters;
    /** By context, which is one object for all phases of one incarnation. */
    private final Map<ModuleContext, Mount> guests = Collections.synchronizedMap(new IdentityHashMap<>());

    RestHost(Mounts mounts, Supplier<Settings> settings, Plugins plugins) {
        this.mounts = mounts;
        this.settings = settings;
        this.filters = new RouteFilters(settings, plugins);
    }

    @Override
    public void up(PhaseGuest guest) {
        String module = guest.context().moduleName();
        var resources = guest.capability(RestApiCapability.class).resources();
        String path = settings.get().pathOf(module);
        guests.put(guest.context(), mounts.prepare(module, path, resources, filters.of(module, path)));
    }

    @Override
    public void open(PhaseGuest guest) {
        mounts.open(guests.get(guest.context()));
    }

    @Override
    public void close(PhaseGuest guest) throws InterruptedException {
        Mount mount = guests.get(guest.context());
        if (mount != null) {
            mounts.close(mount);
        }
    }

    @Override
    public void down(PhaseGuest guest) {
        Mount mount = guests.remove(guest.context());
        if (mount != null) {
            mounts.dismantle(mount);
        }
    }
}

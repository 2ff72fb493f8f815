// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import java.util.List;
import java.util.function.Supplier;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.guard.Gate;
import org.modkit.rest.gateway.guard.Plugins;
import org.modkit.rest.gateway.guard.RouteGuard;
import org.modkit.rest.gateway.route.RouteFinder;

/** Makes the filters that need a route, for one mount after the other. */
public final class RouteFilters {
    private final Supplier<Settings> settings;
    private final Gate gate;

    /**
     * Makes it for all mounts.
     *
     * @param settings the settings in force
     * @param plugins what others bring
     */
    public RouteFilters(Supplier<Settings> settings, Plugins plugins) {
        this.settings = settings;
        this.gate = new Gate(plugins);
    }

    /**
     * Makes them.
     *
     * @param module whose mount it is
     * @param path where it is
     * @return the filters; their order is in their priorities
     */
    public List<Object> of(String module, String path) {
        return List.of(
                new RouteFinder(module, path),
                new RouteLimits(settings, System::nanoTime),
                new RouteGuard(settings, gate));
    }
}

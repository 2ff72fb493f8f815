// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.rest.gateway.bridge.Application;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.document.OwnPages;
import org.modkit.rest.gateway.filter.AccessLog;
import org.modkit.rest.gateway.filter.Chain;
import org.modkit.rest.gateway.guard.Plugins;
import org.modkit.rest.gateway.mount.MountRouter;
import org.modkit.rest.gateway.mount.Mounts;
import org.modkit.rest.gateway.mount.Parking;
import org.modkit.rest.gateway.server.HttpServer;

/** One run of the gateway, from listening to having drained. Mounts outlive it. */
final class Gateway {
    private final ScheduledThreadPoolExecutor timer;
    private final Parking parking;
    private final Runnable following;
    private final HttpServer server;

    Gateway(Settings settings, Mounts mounts, Supplier<Optional<ModkitRuntime>> runtime, Plugins plugins) {
        this.timer = timer();
        var budget = new Application.Budget(
                timer, settings.limits().timeout(), settings.limits().body());
        this.parking = new Parking(settings.parking(), timer, System::nanoTime, module -> state(runtime, module));
        var router = new MountRouter(mounts, budget, parking);
        var pages = new OwnPages(settings, mounts, new OwnPages.Sources(runtime, parking::metrics), router);
        this.server = new HttpServer(
                settings,
                Chain.before(settings, plugins, pages),
                settings.documents().accessLog() ? new AccessLog() : (request, response) -> {});
        // Last, since it ends with stop, and there is none if the server can't be made.
        this.following = mounts.follow(parking);
    }

    private static Optional<ModuleState> state(Supplier<Optional<ModkitRuntime>> runtime, String module) {
        return runtime.get().flatMap(found -> found.status().module(module)).map(ModuleStatus::state);
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "modkit-rest-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Listens.
     *
     * @return where
     * @throws org.modkit.rest.gateway.server.ListenException with a sentence, if it can't
     */
    URI start() {
        try {
            server.start();
            return server.uri();
        } catch (RuntimeException e) {
            following.run();
            timer.shutdownNow();
            throw e;
        }
    }

    /** Listens no more and waits for requests under way, as long as the settings allow. */
    void stop() {
        parking.close();
        following.run();
        server.stop();
        timer.shutdownNow();
    }
}

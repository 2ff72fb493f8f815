// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.rest.gateway.bridge.Application;
import org.modkit.rest.gateway.config.Settings;
import org.modkit.rest.gateway.document.OwnPages;
import org.modkit.rest.gateway.filter.AccessLog;
import org.modkit.rest.gateway.filter.Chain;
import org.modkit.rest.gateway.mount.MountRouter;
import org.modkit.rest.gateway.mount.Mounts;
import org.modkit.rest.gateway.server.HttpServer;

/** One run of the gateway, from listening to having drained. Mounts outlive it. */
final class Gateway {
    private final ScheduledThreadPoolExecutor timer;
    private final HttpServer server;

    Gateway(Settings settings, Mounts mounts, Supplier<Optional<ModkitRuntime>> runtime) {
        this.timer = timer();
        var budget = new Application.Budget(
                timer, settings.limits().timeout(), settings.limits().body());
        this.server = new HttpServer(
                settings,
                Chain.before(settings, new OwnPages(settings, mounts, runtime, new MountRouter(mounts, budget))),
                settings.documents().accessLog() ? new AccessLog() : (request, response) -> {});
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
    InetSocketAddress start() {
        try {
            server.start();
            return server.address();
        } catch (RuntimeException e) {
            timer.shutdownNow();
            throw e;
        }
    }

    /** Listens no more and waits for requests under way, as long as the settings allow. */
    void stop() {
        server.stop();
        timer.shutdownNow();
    }
}

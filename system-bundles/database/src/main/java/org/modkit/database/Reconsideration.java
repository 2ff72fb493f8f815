// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.configuration.database.Resolver;
import org.modkit.database.KnownModule.Stage;
import org.modkit.database.ModuleDatabases.Surroundings;
import org.modkit.database.pool.Drivers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has modules taken up again when what their database means has changed, or when the driver they lacked has come. Only
 * those: another module's change touches nobody.
 */
final class Reconsideration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconsideration.class);
    /** Changes come in bursts, and are over when nothing has changed for that long. */
    private static final long QUIET_MILLIS = 150;

    private final ModuleDatabases databases;
    private final Surroundings surroundings;
    private final Drivers drivers;
    private final Supplier<ModkitRuntime> runtime;
    private final AtomicBoolean isPending = new AtomicBoolean();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "modkit-database-changes");
        thread.setDaemon(true);
        return thread;
    });

    /** Takes what gives the runtime, or {@code null} if there is none at the moment. */
    Reconsideration(
            ModuleDatabases databases, Surroundings surroundings, Drivers drivers, Supplier<ModkitRuntime> runtime) {
        this.databases = databases;
        this.surroundings = surroundings;
        this.drivers = drivers;
        this.runtime = runtime;
    }

    /** Something has changed. Returns at once; may be called on any thread. */
    void stir() {
        if (isPending.compareAndSet(false, true)) {
            try {
                later.schedule(this::look, QUIET_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                // Nobody is there any more to be taken up again.
            }
        }
    }

    private void look() {
        isPending.set(false);
        try {
            Resolver resolver = surroundings.resolver();
            databases.resolutions().forEach((name, before) -> {
                if (!resolver.resolve(name, surroundings.module(name)).equals(before)) {
                    LOG.info(
                            "The database of module '{}' is configured differently now, so it is taken up again.",
                            name);
                    takeUp(name);
                }
            });
            databases.known().stream()
                    .filter(module -> module.stage() == Stage.WITHOUT_DRIVER)
                    .filter(module -> module.resolution()
                            .settings()
                            .flatMap(drivers::find)
                            .isPresent())
                    .forEach(module -> takeUp(module.name()));
        } catch (RuntimeException e) {
            LOG.warn("What a change means for the modules' databases could not be found out.", e);
        }
    }

    private void takeUp(String name) {
        databases.forget(name);
        ModkitRuntime asked = runtime.get();
        if (asked != null) {
            asked.retry(name).thenAccept(wasFailed -> {
                if (!wasFailed) {
                    asked.restart(name);
                }
            });
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.modkit.api.ModuleDatabaseException;
import org.modkit.api.spi.DatabaseHost;

/**
 * One incarnation's database: opened when it first asks, closed when it has ended.
 *
 * <p>Asked on any thread; threads that ask at the same time share one opening.
 */
final class Database {
    /** Who opened it, and what came of that. */
    private record Opened(DatabaseHost host, CompletableFuture<Optional<DataSource>> opening) {}

    private static final Opened ENDED = new Opened(null, null);

    private final Hosts hosts;
    private final Live live;
    private final BiConsumer<String, Throwable> complaints;
    private final AtomicReference<Opened> state = new AtomicReference<>();

    Database(Services services, Live live) {
        this.hosts = services.hosts();
        this.complaints = services.complaints();
        this.live = live;
    }

    /** Returns it, opened; empty if there is none. */
    Optional<DataSource> get() {
        Opened now = state.get();
        if (now == null) {
            DatabaseHost host = hosts.databases();
            if (host == null) {
                return Optional.empty();
            }
            var mine = new Opened(host, new CompletableFuture<>());
            now = state.compareAndExchange(null, mine);
            if (now == null) {
                return open(mine);
            }
        }
        if (now == ENDED) {
            throw gone();
        }
        return join(now);
    }

    private Optional<DataSource> open(Opened mine) {
        try {
            Optional<DataSource> opened = mine.host.open(live);
            mine.opening.complete(opened);
            return opened;
        } catch (RuntimeException | Error e) {
            // What failed may be asked for again.
            state.compareAndSet(mine, null);
            mine.opening.completeExceptionally(e);
            throw e;
        }
    }

    private static Optional<DataSource> join(Opened other) {
        try {
            return other.opening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while another thread opened the database.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private ModuleDatabaseException gone() {
        String name = live.moduleName();
        return new ModuleDatabaseException(
                name,
                "Module '" + name + "' is down and has no database any more. Ask the context of its next init.",
                null);
    }

    ModuleDatabaseException missing() {
        String name = live.moduleName();
        return new ModuleDatabaseException(
                name,
                hosts.databases() == null
                        ? "Module '" + name + "' requires a database, but no bundle that provides databases is active."
                                + " Install 'org.modkit.database'."
                        : "Module '" + name + "' requires a database, but none is configured for it. Add 'modules."
                                + name + ".database' or 'database.default'.",
                null);
    }

    /** Closes it, if it was ever opened. Called once, after the module's close. */
    void end() {
        Opened last = state.getAndSet(ENDED);
        if (last != null) {
            last.opening.whenComplete((opened, failure) -> close(last.host));
        }
    }

    private void close(DatabaseHost host) {
        try {
            host.close(live);
        } catch (RuntimeException | Error e) {
            complaints.accept("The database of module '" + live.moduleName() + "' could not be closed.", e);
        }
    }
}

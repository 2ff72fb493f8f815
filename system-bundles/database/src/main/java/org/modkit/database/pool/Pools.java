// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.modkit.api.database.PoolStatus;
import org.modkit.configuration.database.DatabaseSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open pools. Safe for use by any thread. */
public final class Pools implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pools.class);
    private static final long SECONDS_BETWEEN_LOOKS = 5;

    private final Connector connector;
    private final Set<ModulePool> pools = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "modkit-databases");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Probe.Key, Probe> probes = new ConcurrentHashMap<>();

    private volatile Object meterRegistry;

    /**
     * Creates it without a pool.
     *
     * @param connector opens connections
     */
    public Pools(Connector connector) {
        this.connector = connector;
    }

    /** Begins to look after the pools, every few seconds. */
    public void watch() {
        watch.scheduleWithFixedDelay(this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    /**
     * Opens a pool. One connection is opened at once, so that what is wrong comes out here.
     *
     * @param settings the database and the size of the pool
     * @param trouble is told a sentence when the database does not answer, and an empty string when it does again
     * @return the pool, which the caller closes
     * @throws UnopenableException if the database can't be opened
     */
    public ModulePool open(DatabaseSettings settings, Consumer<String> trouble) throws UnopenableException {
        DataSource source = connector.own(settings);
        Connection first;
        try {
            first = source.getConnection();
        } catch (SQLException e) {
            throw Faults.opening(settings, settings.login(), e);
        }
        var pool = new ModulePool(
                settings,
                new PreparedDataSource(source, first, settings.pool().testBeforeAcquire()),
                trouble,
                this::closed);
        pools.add(pool);
        measure(pool);
        return pool;
    }

    /**
     * Has the pools measured, those that are open and those that will be.
     *
     * @param registry a {@code MeterRegistry} of Micrometer that this bundle can see, or {@code null} if there is none
     *     any more
     */
    public void measuredBy(Object registry) {
        meterRegistry = registry;
        pools.forEach(this::measure);
    }

    private void measure(ModulePool pool) {
        Object registry = meterRegistry;
        if (registry != null) {
            try {
                pool.measuredBy(registry);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("The meter registry can't be used, so pools are not measured by it.", e);
            }
        }
    }

    /**
     * Tells how the pools are doing.
     *
     * @return one record for each, sorted by module
     */
    public List<PoolStatus> statuses() {
        return pools.stream()
                .map(ModulePool::status)
                .sorted(Comparator.comparing(PoolStatus::module))
                .toList();
    }

    /** Looks once at every pool; on the thread of {@link #watch()}, or in a test. */
    void look() {
        try {
            pools.forEach(ModulePool::reportLeaks);
            probe();
        } catch (RuntimeException | LinkageError e) {
            // Thrown on, it would end all further looks.
            LOG.warn("Looking after the pools failed; it is tried again.", e);
        }
    }

    private void probe() {
        for (ModulePool pool : pools) {
            Probe probe = probes.computeIfAbsent(Probe.Key.of(pool.settings()), key -> new Probe(connector));
            pool.ails(probe.ailment(pool.settings()));
        }
        // A pool may have been closed while its database was asked.
        endIdleProbes();
    }

    private void closed(ModulePool pool) {
        pools.remove(pool);
        endIdleProbes();
    }

    /** At once, for a file that is still open can't be replaced, nor migrated by anybody else. */
    private void endIdleProbes() {
        Set<Probe.Key> wanted =
                pools.stream().map(pool -> Probe.Key.of(pool.settings())).collect(Collectors.toSet());
        probes.forEach((key, probe) -> {
            if (!wanted.contains(key) && probes.remove(key, probe)) {
                probe.close();
            }
        });
    }

    /** Closes what is open. */
    @Override
    public void close() {
        watch.shutdown();
        pools.forEach(ModulePool::close);
    }
}

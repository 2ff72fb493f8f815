// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.modkit.api.database.PoolStatus;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.PoolSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open pool of one module. Safe for use by any thread. */
public final class ModulePool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModulePool.class);

    private static final long MILLIS_TO_CLOSE = 5_000;

    private final DatabaseSettings settings;
    private final Consumer<String> trouble;
    private final Consumer<ModulePool> closed;
    private final HikariDataSource hikari;
    private final Loans loans;
    private volatile boolean isClosed;
    private volatile String ailment = "";

    ModulePool(DatabaseSettings settings, DataSource source, Consumer<String> trouble, Consumer<ModulePool> closed) {
        this.settings = settings;
        this.trouble = trouble;
        this.closed = closed;
        this.loans = new Loans(settings.pool().maxConnections());
        this.hikari = new HikariDataSource(config(settings, source));
    }

    private static HikariConfig config(DatabaseSettings settings, DataSource source) {
        PoolSettings size = settings.pool();
        var config = new HikariConfig();
        config.setPoolName(settings.module());
        config.setDataSource(source);
        config.setMaximumPoolSize(size.maxConnections());
        config.setMinimumIdle(size.minConnections());
        config.setConnectionTimeout(size.acquireTimeout().toMillis());
        config.setValidationTimeout(Math.min(5000, size.acquireTimeout().toMillis()));
        config.setMaxLifetime(size.maxLifetime().toMillis());
        // A pool that never shrinks, or whose connections are replaced before they are idle for that long, has none.
        boolean canBeIdle = size.minConnections() < size.maxConnections()
                && size.idleTimeout().plusSeconds(1).compareTo(size.maxLifetime()) <= 0;
        config.setIdleTimeout(canBeIdle ? size.idleTimeout().toMillis() : 0);
        config.setThreadFactory(task -> thread(settings.module(), task));
        return config;
    }

    /** Not the class loader of the module, on whose thread this happens to be called. */
    private static Thread thread(String module, Runnable task) {
        var thread = new Thread(task, "modkit-pool " + module);
        thread.setDaemon(true);
        thread.setContextClassLoader(ModulePool.class.getClassLoader());
        return thread;
    }

    /**
     * Returns what the module gets.
     *
     * @return a data source that refuses once this pool is closed
     */
    public DataSource dataSource() {
        return new ModuleDataSource(this);
    }

    DatabaseSettings settings() {
        return settings;
    }

    Connection take() throws SQLException {
        if (isClosed) {
            throw gone(null);
        }
        long begin = System.nanoTime();
        try {
            return loans.lend(hikari.getConnection());
        } catch (SQLTransientConnectionException e) {
            throw refusal(Duration.ofNanos(System.nanoTime() - begin), e);
        } catch (SQLException e) {
            throw isClosed ? gone(e) : e;
        }
    }

    private SQLException gone(SQLException cause) {
        return new SQLNonTransientConnectionException(
                "Module '" + settings.module()
                        + "' is down, so its connections are closed. Ask its context for a database"
                        + " after it has come up again, and end its threads when it goes down.",
                "08003",
                cause);
    }

    private SQLException refusal(Duration waited, SQLException cause) {
        if (isClosed) {
            return gone(cause);
        }
        List<Loan> open = loans.open();
        if (open.size() < settings.pool().maxConnections() && cause.getCause() instanceof SQLException deeper) {
            return new SQLTransientConnectionException(
                    Faults.opening(settings, settings.login(), deeper).getMessage(), deeper.getSQLState(), cause);
        }
        String longest =
                open.isEmpty() ? "" : ", the longest for " + shown(open.get(0).age()) + " " + open.get(0);
        return new SQLTransientConnectionException(
                "Module '" + settings.module() + "' waited " + shown(waited) + " for a database connection, but all "
                        + settings.pool().maxConnections() + " of its pool are in use" + longest
                        + ". Close connections as soon as they are not needed, or raise 'max_conns' in '"
                        + settings.poolKey() + "'.",
                "08001",
                cause);
    }

    /** Tells, once for each, who keeps a connection for long. */
    void reportLeaks() {
        Duration threshold = settings.pool().leakThreshold();
        for (Loan loan : loans.open()) {
            if (loan.isDue(threshold)) {
                LOG.warn(
                        "Module '{}' has had a database connection in use for {}, taken {}. Close it when it is not"
                                + " needed, or raise 'leak_threshold' in '{}'.{}",
                        settings.module(),
                        shown(loan.age()),
                        loan,
                        settings.poolKey(),
                        loan.trace());
            }
        }
    }

    /** Tells the module's state what ails the database; empty if all is well. */
    void ails(String sentence) {
        if (!isClosed && !sentence.equals(ailment)) {
            ailment = sentence;
            trouble.accept(sentence);
        }
    }

    void measuredBy(Object meterRegistry) {
        if (hikari.getMetricRegistry() == null) {
            hikari.setMetricRegistry(meterRegistry);
        }
    }

    PoolStatus status() {
        HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
        return new PoolStatus(
                settings.module(),
                settings.shown(),
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection(),
                settings.pool().maxConnections(),
                ailment);
    }

    /** Closes all connections; those in use are reported and aborted. */
    @Override
    public void close() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        List<Loan> leaked = loans.open();
        if (!leaked.isEmpty()) {
            LOG.warn(
                    "Module '{}' went down and left {} open; closed now. Taken {}. Close connections after use.{}",
                    settings.module(),
                    leaked.size() == 1 ? "a database connection" : leaked.size() + " database connections",
                    leaked.stream().limit(5).map(Loan::toString).collect(Collectors.joining("; ")),
                    leaked.get(0).trace());
        }
        List<Connection> physical =
                leaked.stream().flatMap(loan -> loan.physical().stream()).toList();
        hikari.close();
        end(physical);
        closed.accept(this);
    }

    /** The pool has aborted them, which H2 takes no notice of. Not waited for forever: they may be at work. */
    private void end(List<Connection> physical) {
        if (physical.isEmpty()) {
            return;
        }
        Thread closing = thread(settings.module(), () -> physical.forEach(ModulePool::closeQuietly));
        closing.start();
        try {
            closing.join(MILLIS_TO_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed.", e);
        }
    }

    private static String shown(Duration duration) {
        return duration.toMillis() < 1000
                ? duration.toMillis() + " ms"
                : Math.round(duration.toMillis() / 1000.0) + " s";
    }
}

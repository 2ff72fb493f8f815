// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** What a module gets: connections of its own pool until it is down, and nothing else of the pool. */
final class ModuleDataSource implements DataSource {
    private final ModulePool pool;

    ModuleDataSource(ModulePool pool) {
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.take();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "Connections have the user and the password of the configuration. Call getConnection().");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // The log of the container is where everything is written to.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "How long a connection is waited for is configured: 'acquire_timeout'.");
    }

    @Override
    public int getLoginTimeout() {
        return (int) pool.settings().pool().acquireTimeout().toSeconds();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("This data source does not use java.util.logging.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw new SQLException("This data source can't be unwrapped to " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return pool.settings().toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * What a pool takes its connections from. The first is the one that proved that the database can be opened: so the proof
 * costs no connection more, and its failure is told in the driver's words instead of the pool's.
 */
final class PreparedDataSource implements DataSource {
    private final DataSource source;
    private final AtomicReference<Connection> first;
    private final boolean isTested;
    private volatile int loginTimeout = 1;

    PreparedDataSource(DataSource source, Connection first, boolean isTested) {
        this.source = source;
        this.first = new AtomicReference<>(first);
        this.isTested = isTested;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection prepared = first.getAndSet(null);
        Connection connection = prepared == null ? source.getConnection() : prepared;
        return isTested ? connection : trusted(connection);
    }

    /** The pool can't be told not to test, so the answer to its question is given here, without a way to the server. */
    private static Connection trusted(Connection connection) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("isValid")) {
                return !connection.isClosed();
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Connection) Proxy.newProxyInstance(
                PreparedDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return source.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    /** For that long, the pool waits at its end for connections that are being opened. */
    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}

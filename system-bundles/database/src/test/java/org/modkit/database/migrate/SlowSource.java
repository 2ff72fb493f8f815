// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connects when it is let. */
record SlowSource(DataSource source, CountDownLatch begun, CountDownLatch end) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        begun.countDown();
        boolean ended = false;
        while (!ended) {
            try {
                end.await();
                ended = true;
            } catch (InterruptedException e) {
                // As a socket: deaf.
                ended = false;
            }
        }
        return source.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is logged.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Waits as long as it takes.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Wraps nothing.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

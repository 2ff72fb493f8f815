// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.modkit.configuration.database.Login;

/** Opens a new connection each time, by the driver itself: the same for every engine. */
final class DriverDataSource implements DataSource {
    private final Driver driver;
    private final String url;
    private final Properties properties = new Properties();

    DriverDataSource(Driver driver, String url, Map<String, String> properties, Login login) {
        this.driver = driver;
        this.url = url;
        this.properties.putAll(properties);
        if (!login.user().isEmpty()) {
            this.properties.setProperty("user", login.user());
        }
        if (!login.password().isEmpty()) {
            this.properties.setProperty("password", login.password());
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        // A copy, because some drivers take from it what they have understood.
        Connection connection = driver.connect(url, (Properties) properties.clone());
        if (connection == null) {
            throw new SQLException("The JDBC driver " + driver.getClass().getName() + " does not know this address.");
        }
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("Connections have the user and the password of the configuration.");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Drivers log by themselves.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The driver's own timeout holds; the pool gives up waiting by itself.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("This data source wraps no other.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

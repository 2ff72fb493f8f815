// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** The driver of an engine that nobody has heard of: H2 by another name. Runs in the container, in a bundle of its own. */
public final class AcmeDriver implements Driver {
    private static final String SCHEME = "jdbc:acme:";

    private final Driver h2 = new org.h2.Driver();

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(SCHEME);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        String name = url.substring(SCHEME.length());
        return acceptsURL(url) ? h2.connect("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", new Properties()) : null;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}

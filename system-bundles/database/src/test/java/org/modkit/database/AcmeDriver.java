// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver that can be found and does not connect. */
public final class AcmeDriver implements Driver {
    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:acme:");
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        throw new SQLException("Acme is closed.", "99999");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
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

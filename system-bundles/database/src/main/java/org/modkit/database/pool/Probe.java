// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

import java.sql.Connection;
import java.sql.SQLException;
import org.modkit.configuration.database.DatabaseSettings;

/**
 * Asks one database whether it answers, by a connection of its own: one from a pool would have to be waited for. Modules
 * that have the same database share it. Also what keeps a database in memory while its pool is idle.
 */
final class Probe {
    private static final int SECONDS = 2;

    /** The same for all that can share a probe. */
    record Key(String url, String driver, Object login) {
        static Key of(DatabaseSettings settings) {
            return new Key(settings.url(), settings.driver(), settings.login());
        }
    }

    private final Connector connector;
    private Connection connection;

    Probe(Connector connector) {
        this.connector = connector;
    }

    /** A sentence about what ails it, for the module that is named in the settings; empty if it answers. */
    synchronized String ailment(DatabaseSettings settings) {
        try {
            if (connection != null && connection.isValid(SECONDS)) {
                return "";
            }
        } catch (SQLException e) {
            // Found out by connecting anew.
        }
        close();
        try {
            connection = connector.probing(settings).getConnection();
            return "";
        } catch (SQLException e) {
            return Faults.opening(settings, settings.login(), e).getMessage();
        } catch (UnopenableException e) {
            return e.getMessage();
        }
    }

    synchronized void close() {
        Connection old = connection;
        connection = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (SQLException e) {
            // It does not answer, so nobody can be told.
        }
    }
}

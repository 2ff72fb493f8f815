// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.modkit.database.migrate.lock.Whereabouts.Session;

/**
 * What a database tells of its sessions: PostgreSQL does, of others we don't ask.
 *
 * <p>A session is named by its process in the server and the time that process started, as numbers of processes return.
 */
final class Sessions {
    private static final String NAME = "pid || '@' || extract(epoch from backend_start)::text";
    private static final String OF_NAME = " from pg_stat_activity where pid = ? and backend_start is not null";

    private final Connection connection;
    private final boolean postgres;

    Sessions(Connection connection) throws SQLException {
        this.connection = connection;
        this.postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /** Returns the name of the connection's own session; empty if the database doesn't tell. */
    String own() throws SQLException {
        if (!postgres) {
            return "";
        }
        try (Statement query = connection.createStatement();
                ResultSet rows =
                        query.executeQuery("select " + NAME + " from pg_stat_activity where pid = pg_backend_pid()")) {
            String name = rows.next() ? rows.getString(1) : null;
            return name == null ? "" : name;
        }
    }

    /**
     * Makes the server notice within seconds if this process is gone, even in the middle of a statement, and within a
     * minute if its machine is. Not every server can; the session then ends with its statement.
     */
    void endWithUs() throws SQLException {
        if (!postgres) {
            return;
        }
        for (String setting : List.of(
                "client_connection_check_interval = '2s'",
                "tcp_keepalives_idle = 20",
                "tcp_keepalives_interval = 10",
                "tcp_keepalives_count = 3")) {
            try (Statement set = connection.createStatement()) {
                set.execute("set " + setting);
            } catch (SQLException e) {
                // Older than version 14, or on a system without it: a comfort, not a need.
                continue;
            }
        }
    }

    /** Tells whether a session is connected. */
    Session find(String name) throws SQLException {
        int at = name.indexOf('@');
        if (!postgres || at < 0) {
            return Session.UNKNOWN;
        }
        try (PreparedStatement query =
                connection.prepareStatement("select " + NAME + " from pg_stat_activity where pid = ?")) {
            query.setInt(1, Integer.parseInt(name.substring(0, at)));
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Session.CLOSED;
                }
                // Of sessions of other users one may be told no more than that they are there.
                String found = rows.getString(1);
                return found == null || found.equals(name) ? Session.OPEN : Session.CLOSED;
            }
        }
    }

    /** Ends the session of a process that is gone, as far as we may. */
    void end(String name) throws SQLException {
        try (PreparedStatement termination =
                connection.prepareStatement("select pg_terminate_backend(pid)" + OF_NAME + " and " + NAME + " = ?")) {
            termination.setInt(1, Integer.parseInt(name.substring(0, name.indexOf('@'))));
            termination.setString(2, name);
            termination.executeQuery().close();
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}

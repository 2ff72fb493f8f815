// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Books money from one account to another: plain JDBC. Safe for use by any thread. */
final class Ledger {
    private final DataSource database;

    Ledger(DataSource database) {
        this.database = database;
    }

    /** Books both sides, or neither. */
    void move(String from, String to, long cents, String reason) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            book(connection, from, -cents, reason);
            book(connection, to, cents, reason);
            // Without it, closing the connection takes both back.
            connection.commit();
        }
    }

    private static void book(Connection connection, String account, long cents, String reason) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into entry (account, cents, reason) values (?, ?, ?)")) {
            insert.setString(1, account);
            insert.setLong(2, cents);
            insert.setString(3, reason);
            insert.executeUpdate();
        }
    }

    long balance(String account) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sum =
                        connection.prepareStatement("select coalesce(sum(cents), 0) from entry where account = ?")) {
            sum.setString(1, account);
            try (ResultSet row = sum.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.modkit.samples.ledger.api.Account;
import org.modkit.samples.ledger.api.Entry;

/** Books money from one account to another: plain JDBC. Safe for use by any thread. */
final class Ledger {
    /** The SQLSTATE of all databases. */
    private static final String UNIQUE_VIOLATION = "23505";

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

    /** False if the number is taken. */
    boolean open(String number, String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into account (number, name, check_digits) values (?, ?, ?)")) {
            insert.setString(1, number);
            insert.setString(2, name);
            insert.setString(3, CheckDigits.of(number));
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            // Asking first would not help: another one may open it in between.
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    List<Account> accounts() throws SQLException {
        return accounts("", statement -> {});
    }

    Optional<Account> account(String number) throws SQLException {
        return accounts("where number = ?", statement -> statement.setString(1, number)).stream()
                .findFirst();
    }

    private List<Account> accounts(String where, Parameters parameters) throws SQLException {
        var accounts = new ArrayList<Account>();
        String sql = "select number, name, (select coalesce(sum(cents), 0) from entry where account = number) as cents"
                + " from account " + where + " order by number";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            parameters.setIn(select);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    accounts.add(new Account(row.getString("number"), row.getString("name"), row.getLong("cents")));
                }
            }
        }
        return accounts;
    }

    private interface Parameters {
        void setIn(PreparedStatement statement) throws SQLException;
    }

    List<Entry> entries(String account) throws SQLException {
        var entries = new ArrayList<Entry>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select cents, reason from entry where account = ? order by id")) {
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(row.getLong("cents"), row.getString("reason")));
                }
            }
        }
        return entries;
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

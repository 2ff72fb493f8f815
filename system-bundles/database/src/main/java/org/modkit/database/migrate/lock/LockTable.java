// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * The table of a lock: row 1 is the lock, as in Liquibase's own tables; row 2 is our memory of what was last applied.
 *
 * <p>For the thread that uses its connection, which commits every statement at once.
 */
final class LockTable {
    private static final int LOCK = 1;
    private static final int MEMORY = 2;

    private final Connection connection;
    private final TableNames names;

    LockTable(Connection connection, TableNames names) {
        this.connection = connection;
        this.names = names;
    }

    /**
     * A lock that is held.
     *
     * @param by the text of its owner
     * @param since when it was taken
     */
    record Held(String by, Instant since) {}

    /** Tells whether a statement failed because a table isn't there. */
    private static boolean isMissing(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("42");
    }

    /** Returns who holds the lock; empty if nobody does, or if there is no table. */
    Optional<Held> held() throws SQLException {
        if (!exists()) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(
                "select lockedby, lockgranted from " + names.lock() + " where id = ?" + " and locked = ?")) {
            query.setInt(1, LOCK);
            query.setBoolean(2, true);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(held(rows)) : Optional.empty();
            }
        }
    }

    private static Held held(ResultSet row) throws SQLException {
        String by = row.getString(1);
        Timestamp since = row.getTimestamp(2);
        return new Held(by == null ? "" : by, since == null ? Instant.EPOCH : since.toInstant());
    }

    /** Makes sure that the rows are there. Whoever comes second at creating them finds what the first one made. */
    void create(String statement) throws SQLException {
        if (!exists()) {
            try (Statement creation = connection.createStatement()) {
                creation.execute(statement);
            } catch (SQLException e) {
                if (!exists()) {
                    throw e;
                }
            }
        }
        if (count() == 0) {
            try (PreparedStatement insertion =
                    connection.prepareStatement("insert into " + names.lock() + " (id, locked) values (?, ?)")) {
                insertion.setInt(1, LOCK);
                insertion.setBoolean(2, false);
                insertion.executeUpdate();
            } catch (SQLException e) {
                if (count() == 0) {
                    throw e;
                }
            }
        }
    }

    /** Asks in a way that does not fail, where there is one: databases write a log of what failed. */
    private boolean exists() throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (product.equals("PostgreSQL")) {
            return asks("select to_regclass(?) is not null");
        }
        if (product.equals("H2")) {
            return asks("select exists(select 1 from information_schema.tables"
                    + " where table_schema = schema() and lower(table_name) = ?)");
        }
        try {
            count();
            return true;
        } catch (SQLException e) {
            if (isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean asks(String question) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            query.setString(1, names.lock());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private int count() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("select count(*) from " + names.lock() + " where id = " + LOCK)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Takes the lock if nobody holds it. */
    boolean take(String by) throws SQLException {
        return set(by, " and locked = ?", false);
    }

    /** Takes the lock from an owner, unless somebody else was faster. */
    boolean takeFrom(String owner, String by) throws SQLException {
        return set(by, " and lockedby = ?", owner);
    }

    private boolean set(String by, String condition, Object value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update " + names.lock() + " set locked = ?, lockedby = ?, lockgranted = ? where id = ?" + condition)) {
            update.setBoolean(1, true);
            update.setString(2, by);
            update.setTimestamp(3, Timestamp.from(Instant.now()));
            update.setInt(4, LOCK);
            update.setObject(5, value);
            return update.executeUpdate() == 1;
        }
    }

    /** Frees the lock if this owner has it. */
    boolean free(String owner) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update " + names.lock()
                + " set locked = ?, lockedby = null, lockgranted = null where id = ? and lockedby = ?")) {
            update.setBoolean(1, false);
            update.setInt(2, LOCK);
            update.setString(3, owner);
            return update.executeUpdate() == 1;
        }
    }

    /** Remembers something. */
    void remember(String what) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update " + names.lock() + " set lockedby = ? where id = ?")) {
            update.setString(1, what);
            update.setInt(2, MEMORY);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement insertion = connection.prepareStatement(
                "insert into " + names.lock() + " (id, locked, lockedby) values (?, ?, ?)")) {
            insertion.setInt(1, MEMORY);
            insertion.setBoolean(2, false);
            insertion.setString(3, what);
            insertion.executeUpdate();
        }
    }

    /**
     * Asks in one go what is remembered, what the history looks like and whether somebody holds the lock.
     *
     * @return what is remembered, the number of rows of the history and the last row's; empty if the lock is held or
     *     something is missing
     */
    Optional<Remembered> remembered() throws SQLException {
        if (!exists()) {
            return Optional.empty();
        }
        String history = " from " + names.history();
        try (PreparedStatement query =
                connection.prepareStatement("select m.lockedby, l.locked, (select count(*)" + history
                        + "), (select max(orderexecuted)" + history + ") from " + names.lock() + " m, " + names.lock()
                        + " l where m.id = " + MEMORY + " and l.id = " + LOCK)) {
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && !rows.getBoolean(2)
                        ? Optional.of(new Remembered(rows.getString(1), rows.getInt(3), rows.getInt(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What the database says of the last run. */
    record Remembered(String what, int rows, int last) {}
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Databases for tests, and what is in them. */
final class Databases {
    private Databases() {}

    /** Returns a database in memory, which lives as long as this process. */
    static Target memory() {
        return target(h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    }

    /** Returns a database in a file. */
    static Target file(Path database) {
        return new Target(
                h2("jdbc:h2:file:" + database), database.toString(), Optional.of(database), Duration.ofSeconds(20));
    }

    static Target target(DataSource connections) {
        return new Target(connections, "the test's", Optional.empty(), Duration.ofSeconds(20));
    }

    static DataSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    static void execute(Target target, String... statements) throws SQLException {
        try (Connection connection = target.connections().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Returns the first column of the answer. */
    static List<String> ask(Target target, String query) throws SQLException {
        try (Connection connection = target.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> answer = new ArrayList<>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        }
    }

    /** Returns the names of all tables, in lower case. */
    static List<String> tables(Target target) throws SQLException {
        return ask(
                target,
                "select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'"
                        + " order by 1");
    }
}

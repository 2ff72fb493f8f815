// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into databases behind the container's back. */
final class Rows {
    private Rows() {}

    /** Returns the address of a module's database where nothing is configured. */
    static String embedded(Path home, String module) {
        return "jdbc:h2:file:" + home.resolve("data").resolve(module).resolve("database") + ";IFEXISTS=TRUE";
    }

    /** Returns the first column of all rows. */
    static List<String> column(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql + " on " + url, e);
        }
    }

    /** Returns the name of the one history table of a module. */
    static String history(String url, String module) {
        return column(
                        url,
                        "SELECT table_name FROM information_schema.tables WHERE lower(table_name) LIKE"
                                + " 'modkit_migrations\\_\\_" + module.replace('-', '_')
                                + "\\_\\_%' AND lower(table_name) NOT LIKE '%lock'")
                .get(0);
    }

    /** Returns the ids of the applied change sets of a module in their order. */
    static List<String> applied(String url, String module) {
        return column(url, "SELECT id FROM " + history(url, module) + " ORDER BY orderexecuted");
    }
}

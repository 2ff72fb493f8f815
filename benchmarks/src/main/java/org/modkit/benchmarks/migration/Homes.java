// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder with a database file for each module, laid out as the container does it.
 *
 * @param folder the folder
 */
public record Homes(Path folder) {
    /**
     * Returns a module's database.
     *
     * @param module its number
     * @return a JDBC URL
     */
    String url(int module) {
        return "jdbc:h2:file:"
                + folder.resolve("data").resolve(ChangeLogs.name(module)).resolve("database");
    }

    /**
     * Checks that every change set of every module has been applied once, by what it did.
     *
     * @param logs what had to be applied
     * @param who who had to do it
     * @throws SQLException if a database can't be read
     */
    public void check(ChangeLogs logs, String who) throws SQLException {
        for (int module = 0; module < logs.modules(); module++) {
            int tables = count(module, "information_schema.tables WHERE lower(table_name) LIKE 'item%'");
            int last = (logs.changeSets() - 2) / 2;
            int rows = count(module, "item" + last);
            if (tables != (logs.changeSets() + 1) / 2 || rows != 1) {
                throw new IllegalStateException("%s left %d tables and %d rows in the last one in the database of %s."
                        .formatted(who, tables, rows, ChangeLogs.name(module)));
            }
        }
    }

    private int count(int module, String from) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(module) + ";IFEXISTS=TRUE");
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /**
     * Deletes the folder.
     *
     * @throws IOException if a file can't be deleted
     */
    public void delete() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

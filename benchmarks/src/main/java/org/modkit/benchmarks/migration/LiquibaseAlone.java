// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.migration;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Liquibase as its manual says: the command {@code update} for one database after the other on one thread.
 *
 * <p>The change log lies in a folder. Liquibase keeps what it learned from one run to the next in static fields; that is
 * left to it.
 */
public final class LiquibaseAlone implements Migrating {
    private final ChangeLogs logs;
    private Homes home;

    /**
     * Makes it.
     *
     * @param logs what is to be applied
     */
    public LiquibaseAlone(ChangeLogs logs) {
        this.logs = logs;
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    @Override
    public String name() {
        return "Liquibase";
    }

    @Override
    public void fresh(Homes newHome) throws IOException {
        home = newHome;
        Path file = home.folder().resolve(ChangeLogs.PATH);
        Files.createDirectories(file.getParent());
        Files.writeString(file, logs.yaml());
    }

    @Override
    public void migrate() throws Exception {
        for (int module = 0; module < logs.modules(); module++) {
            update(module);
        }
    }

    private void update(int module) throws Exception {
        try (Connection connection = DriverManager.getConnection(home.url(module));
                var files = new DirectoryResourceAccessor(home.folder())) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(
                    Map.of(Scope.Attr.resourceAccessor.name(), files, Scope.Attr.ui.name(), new LoggerUIService()),
                    () -> new CommandScope("update")
                            .addArgumentValue("database", database)
                            .addArgumentValue("changelogFile", ChangeLogs.PATH)
                            .addArgumentValue("showSummary", "OFF")
                            .setOutput(OutputStream.nullOutputStream())
                            .execute());
        }
    }

    @Override
    public void down() {
        // The connections are closed, and with them the databases.
    }

    @Override
    public void close() {
        // It has nothing that lives on.
    }
}

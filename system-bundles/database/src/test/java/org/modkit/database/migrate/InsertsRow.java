// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.DatabaseException;
import liquibase.resource.ResourceAccessor;

/** A Java change that inserts a row and reads a file of its module. */
public final class InsertsRow extends NoChange {
    private String name = "";
    private ResourceAccessor files;

    /** Called by Liquibase with the parameter of the change log. */
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public void execute(Database database) throws CustomChangeException {
        JdbcConnection connection = (JdbcConnection) database.getConnection();
        try (PreparedStatement insertion = connection.prepareStatement("insert into account values (5, ?)")) {
            String found =
                    files.getAll("db/rows.csv").stream().map(Object::toString).collect(Collectors.joining());
            insertion.setString(1, name + " " + found);
            insertion.executeUpdate();
        } catch (SQLException | DatabaseException | IOException e) {
            throw new CustomChangeException(e);
        }
    }

    @Override
    public void setFileOpener(ResourceAccessor resourceAccessor) {
        files = resourceAccessor;
    }
}

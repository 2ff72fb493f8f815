// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/** A migration that SQL can't do well: computes the check digits of all accounts, as IBANs have them. */
public final class CheckDigits implements CustomTaskChange {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    @Override
    public void execute(Database database) throws CustomChangeException {
        // Liquibase's own connection, and so its transaction: it commits, or rolls back with all that belongs together.
        Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
        try (PreparedStatement update =
                connection.prepareStatement("update account set check_digits = ? where number = ?")) {
            for (String number : numbers(connection)) {
                update.setString(1, of(number));
                update.setString(2, number);
                update.executeUpdate();
            }
        } catch (SQLException e) {
            throw new CustomChangeException("The check digits could not be written.", e);
        }
    }

    private static List<String> numbers(Connection connection) throws SQLException {
        var numbers = new ArrayList<String>();
        try (Statement select = connection.createStatement();
                ResultSet accounts = select.executeQuery("select number from account")) {
            while (accounts.next()) {
                numbers.add(accounts.getString("number"));
            }
        }
        return numbers;
    }

    /** Returns the two digits that make the number divisible, plus one, by 97. */
    static String of(String number) {
        int rest = new BigInteger(number + "00").mod(NINETY_SEVEN).intValue();
        return String.format("%02d", 98 - rest);
    }

    @Override
    public String getConfirmationMessage() {
        return "Computed the check digits of all accounts.";
    }

    @Override
    public void setUp() {
        // There is nothing to prepare.
    }

    @Override
    public void setFileOpener(ResourceAccessor files) {
        // It reads no file.
    }

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleContext;

class LedgerModuleTest {
    private final JdbcDataSource database = new JdbcDataSource();
    private final LedgerModule module = new LedgerModule();
    // The database is in memory and lasts as long as this is open.
    private Connection open;

    @BeforeEach
    void migrate() throws Exception {
        database.setURL("jdbc:h2:mem:ledger");
        open = database.getConnection();
        var migrated = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(database.getConnection()));
        new CommandScope(UpdateCommandStep.COMMAND_NAME)
                .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, module.changeLog())
                .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, migrated)
                .execute();
        migrated.close();
    }

    @AfterEach
    void forget() throws SQLException {
        open.close();
    }

    @Test
    void paysForACoffeeAtEachStart() throws SQLException {
        ModuleContext context = mock();
        when(context.databaseRequired()).thenReturn(database);

        module.init(context);
        module.init(context);

        assertThat(new Ledger(database).balance("2000")).isEqualTo(500);
        assertThat(new Ledger(database).balance("1000")).isEqualTo(-500);
    }

    @Test
    void booksBothSidesOrNeither() throws SQLException {
        var ledger = new Ledger(database);

        assertThatThrownBy(() -> ledger.move("1000", "nobody", 250, "lost")).isInstanceOf(SQLException.class);

        assertThat(ledger.balance("1000")).isZero();
    }

    @Test
    void hasAccountsWithCheckDigits() throws SQLException {
        var digits = new HashMap<String, String>();
        try (var statement = open.createStatement();
                var accounts = statement.executeQuery("select number, check_digits from account")) {
            while (accounts.next()) {
                digits.put(accounts.getString(1), accounts.getString(2));
            }
        }

        assertThat(digits).isEqualTo(Map.of("1000", CheckDigits.of("1000"), "2000", CheckDigits.of("2000")));
        assertThat(Long.parseLong("1000" + digits.get("1000")) % 97).isEqualTo(1);
    }
}

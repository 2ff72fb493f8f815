// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
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
import org.mockito.ArgumentCaptor;
import org.modkit.api.ModuleContext;
import org.modkit.samples.ledger.api.Account;
import org.modkit.samples.ledger.api.Entry;
import org.modkit.samples.ledger.api.LedgerClient;
import org.modkit.samples.ledger.api.LedgerException;

class LedgerModuleTest {
    private final JdbcDataSource database = new JdbcDataSource();
    private final LedgerModule module = new LedgerModule();
    private final ModuleContext context = mock();
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
        when(context.databaseRequired()).thenReturn(database);
        when(context.clients()).thenReturn(mock());
    }

    @AfterEach
    void forget() throws SQLException {
        open.close();
    }

    @Test
    void paysForACoffeeAtEachStart() throws SQLException {
        module.init(context);
        module.init(context);

        assertThat(new Ledger(database).balance("2000")).isEqualTo(500);
        assertThat(new Ledger(database).balance("1000")).isEqualTo(-500);
    }

    private LedgerClient client() throws SQLException {
        module.init(context);
        var client = ArgumentCaptor.forClass(LedgerClient.class);
        verify(context.clients()).register(eq(LedgerClient.class), client.capture());
        return client.getValue();
    }

    @Test
    void showsOtherModulesAccountsAndEntries() throws SQLException {
        LedgerClient client = client();

        client.move("1000", "2000", new Entry(300, "another one"));

        assertThat(client.accounts())
                .containsExactly(new Account("1000", "Cash", -550), new Account("2000", "Coffee", 550));
        assertThat(client.account("2000")).isEqualTo(new Account("2000", "Coffee", 550));
        assertThat(client.entries("2000"))
                .containsExactly(new Entry(250, "one to start with"), new Entry(300, "another one"));
    }

    @Test
    void opensAnAccountOnce() throws SQLException {
        LedgerClient client = client();

        assertThat(client.open("3000", "Cake")).isEqualTo(new Account("3000", "Cake", 0));
        assertThat(client.account("3000").name()).isEqualTo("Cake");
        assertThatThrownBy(() -> client.open("3000", "More cake"))
                .isInstanceOf(LedgerException.class)
                .hasMessage("There is an account '3000' already.");
    }

    @Test
    void refusesWhatHasToDoWithAnAccountThatIsNotThere() throws SQLException {
        LedgerClient client = client();
        var entry = new Entry(300, "lost");

        assertThatThrownBy(() -> client.account("9999")).hasMessage("There is no account '9999'.");
        assertThatThrownBy(() -> client.entries("9999")).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> client.move("1000", "9999", entry)).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> client.move("9999", "1000", entry)).isInstanceOf(LedgerException.class);
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

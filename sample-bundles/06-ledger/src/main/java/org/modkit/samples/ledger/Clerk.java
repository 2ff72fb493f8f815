// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger;

import java.sql.SQLException;
import java.util.List;
import org.modkit.samples.ledger.api.Account;
import org.modkit.samples.ledger.api.Entry;
import org.modkit.samples.ledger.api.LedgerClient;
import org.modkit.samples.ledger.api.LedgerException;
import org.modkit.samples.ledger.api.LedgerException.Reason;

/** The ledger for other modules: refuses in words of its own what the database would refuse in those of SQL. */
final class Clerk implements LedgerClient {
    private final Ledger ledger;

    Clerk(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Account> accounts() {
        return look(ledger::accounts);
    }

    @Override
    public Account account(String number) {
        return look(() -> ledger.account(number))
                .orElseThrow(() -> new LedgerException(Reason.UNKNOWN_ACCOUNT, number));
    }

    @Override
    public Account open(String number, String name) {
        if (!look(() -> ledger.open(number, name))) {
            throw new LedgerException(Reason.ACCOUNT_EXISTS, number);
        }
        return new Account(number, name, 0);
    }

    @Override
    public List<Entry> entries(String number) {
        account(number);
        return look(() -> ledger.entries(number));
    }

    @Override
    public void move(String from, String to, Entry entry) {
        account(from);
        account(to);
        look(() -> {
            ledger.move(from, to, entry.cents(), entry.reason());
            return null;
        });
    }

    /** What else goes wrong is nobody's business but the operator's, who finds it in the log. */
    private static <T> T look(Books<T> books) {
        try {
            return books.look();
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger can't use its database.", e);
        }
    }

    private interface Books<T> {
        T look() throws SQLException;
    }
}

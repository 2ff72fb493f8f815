// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The ledger, as other modules use it. Any thread may ask; every method may wait for a database. */
@ProviderType
public interface LedgerClient {
    /**
     * Returns all accounts.
     *
     * @return the accounts, by number
     */
    List<Account> accounts();

    /**
     * Returns one account.
     *
     * @param number its number
     * @return the account
     * @throws LedgerException if there is none
     */
    Account account(String number);

    /**
     * Opens an account.
     *
     * @param number its number, digits
     * @param name what it is for
     * @return the account, with nothing on it
     * @throws LedgerException if the number is taken
     */
    Account open(String number, String name);

    /**
     * Returns what happened on an account.
     *
     * @param number its number
     * @return the entries, the oldest first
     * @throws LedgerException if there is no such account
     */
    List<Entry> entries(String number);

    /**
     * Books both sides, or neither.
     *
     * @param from whose money
     * @param to where to
     * @param entry how much, above zero, and why
     * @throws LedgerException if there is no such account
     */
    void move(String from, String to, Entry entry);
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.api;

import java.util.Objects;

/** The ledger refuses something; its message is a sentence for whoever asked. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** There is no such account. */
        UNKNOWN_ACCOUNT,
        /** The number of a new account is taken. */
        ACCOUNT_EXISTS
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param account the number of the account
     */
    public LedgerException(Reason reason, String account) {
        super(
                reason == Reason.UNKNOWN_ACCOUNT
                        ? "There is no account '" + account + "'."
                        : "There is an account '" + account + "' already.");
        this.reason = Objects.requireNonNull(reason, "reason is null");
    }

    /**
     * Tells why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}

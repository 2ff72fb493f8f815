// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.pool;

/** A database can't be opened; the message is a sentence for people. */
public final class UnopenableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What may help. */
    public enum Hope {
        /** It may be different in a moment. */
        TIME,
        /** It will be different when a driver has been installed. */
        DRIVER,
        /** Nothing but another configuration. */
        NONE
    }

    private final Hope hope;

    UnopenableException(String sentence, Hope hope, Throwable cause) {
        super(sentence, cause);
        this.hope = hope;
    }

    /**
     * Tells whether it makes sense to try again.
     *
     * @return what may help
     */
    public Hope hope() {
        return hope;
    }
}

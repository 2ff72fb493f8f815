// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

/** The registry does not take an instance; the message says why and what to do. */
public final class RefusedException extends RuntimeException {
    /** Why. */
    public enum Reason {
        /** Another module has the service. */
        TAKEN,
        /** There are too many already. */
        FULL
    }

    private final Reason reason;

    RefusedException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /**
     * Returns why.
     *
     * @return one of the reasons
     */
    public Reason reason() {
        return reason;
    }
}

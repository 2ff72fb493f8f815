// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.calculator.api;

import java.util.Objects;

/** The calculator has no answer; its message is a sentence for whoever asked. */
public final class CalculatorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** The sum does not fit. */
        OUT_OF_RANGE,
        /** Nobody is there to add; the same question may be answered later. */
        AWAY
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param sentence the same for people
     */
    public CalculatorException(Reason reason, String sentence) {
        this(reason, sentence, null);
    }

    /**
     * Makes a refusal with what led to it.
     *
     * @param reason why
     * @param sentence the same for people
     * @param cause what led to it, or {@code null}
     */
    public CalculatorException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
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

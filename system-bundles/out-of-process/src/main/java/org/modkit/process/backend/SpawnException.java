// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.backend;

/** An instance that could not be started; the message is for people. */
public final class SpawnException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Tells why.
     *
     * @param sentence what was expected, what was found, and what to do
     * @param cause what the system said; null if it said nothing
     */
    public SpawnException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

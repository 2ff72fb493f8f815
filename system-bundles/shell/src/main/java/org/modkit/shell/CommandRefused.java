// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell;

/** Tells the host's shell that a command was not carried out, in the way that makes scripts notice. */
final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandRefused(String sentence) {
        // No stack: what an operator did wrong is said by the sentence.
        super(sentence, null, false, false);
    }
}

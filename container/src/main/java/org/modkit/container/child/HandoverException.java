// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

/** What the host handed over can't be used; the message is for people and quotes no value, which may be a secret. */
final class HandoverException extends Exception {
    private static final long serialVersionUID = 1L;

    HandoverException(String sentence) {
        super(sentence);
    }
}

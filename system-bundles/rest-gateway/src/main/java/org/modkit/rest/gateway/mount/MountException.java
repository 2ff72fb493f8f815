// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.mount;

/** A module can't be mounted; the message says why and what to do. */
public final class MountException extends RuntimeException {
    MountException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.server;

/** The hub can't listen; the message says where, why, and what to do. */
public final class ListenException extends RuntimeException {
    ListenException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

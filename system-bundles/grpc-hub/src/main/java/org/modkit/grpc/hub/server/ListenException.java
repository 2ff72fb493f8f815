// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.server;

import org.modkit.api.ModuleException;

/** The hub can't listen; the message says where, why, and what to do. */
public final class ListenException extends ModuleException {
    ListenException(String sentence, Throwable cause) {
        super("grpc-hub", sentence, cause);
    }
}

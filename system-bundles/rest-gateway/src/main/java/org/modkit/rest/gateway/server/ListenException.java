// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import org.modkit.api.ModuleException;

/** The gateway can't listen; the message says where, why, and what to do. */
public final class ListenException extends ModuleException {
    ListenException(String sentence, Throwable cause) {
        super("rest-gateway", sentence, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import org.eclipse.jetty.server.Request;
import org.modkit.api.security.Caller;

/** Who sent a request, once that is known. */
final class CallerNote {
    private static final String ATTRIBUTE = Caller.class.getName();

    private CallerNote() {}

    static void put(Request request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    static Caller of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : Caller.anonymous();
    }
}

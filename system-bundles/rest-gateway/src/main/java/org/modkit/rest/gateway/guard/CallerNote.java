// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guard;

import org.eclipse.jetty.server.Request;
import org.modkit.api.security.Caller;

/** Who sent a request, once that is known. */
public final class CallerNote {
    private static final String ATTRIBUTE = Caller.class.getName();

    private CallerNote() {}

    static void put(Request request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /**
     * Returns it.
     *
     * @param request a request
     * @return who sent it, or anonymous as long as that is not known
     */
    public static Caller of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : Caller.anonymous();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import org.eclipse.jetty.server.Request;

/** The id by which a client and the log mean the same request. */
public final class RequestId {
    /** The header in which it comes and goes. */
    public static final String HEADER = "x-request-id";

    private static final String ATTRIBUTE = "org.modkit.rest.requestId";

    private RequestId() {}

    /**
     * Returns it.
     *
     * @param request a request
     * @return its id, or an empty text if it has none yet
     */
    public static String of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
    }

    /**
     * Sets it.
     *
     * @param request a request
     * @param id its id
     */
    public static void set(Request request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }
}

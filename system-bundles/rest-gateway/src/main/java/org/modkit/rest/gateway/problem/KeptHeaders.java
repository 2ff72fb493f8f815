// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** What a response says whatever becomes of it, such as that pages of another origin may read it. */
public final class KeptHeaders {
    private static final String ATTRIBUTE = KeptHeaders.class.getName();

    private KeptHeaders() {}

    /**
     * Notes the headers of a response.
     *
     * @param request its request
     * @param response a response that has no headers but those
     */
    public static void keep(Request request, Response response) {
        request.setAttribute(ATTRIBUTE, HttpFields.build(response.getHeaders()).asImmutable());
    }

    /** Brings them back after the server has dropped all headers. */
    static void restore(Request request, Response response) {
        if (request.getAttribute(ATTRIBUTE) instanceof HttpFields kept) {
            kept.forEach(field -> response.getHeaders().ensureField(field));
        }
    }
}

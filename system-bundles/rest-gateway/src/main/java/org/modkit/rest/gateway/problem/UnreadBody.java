// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * A body that nobody reads ends its connection, since the next request can't be told from it. Clients have to know before,
 * or they send their next request to where nobody listens any more.
 */
public final class UnreadBody {
    private UnreadBody() {}

    /**
     * Says that the connection ends with the response, if the request has a body. To be called while nothing is committed.
     *
     * @param request the request
     * @param response its response
     */
    public static void announce(Request request, Response response) {
        HttpVersion version = request.getConnectionMetaData().getHttpVersion();
        boolean ownsConnection = version != null && version.getVersion() <= HttpVersion.HTTP_1_1.getVersion();
        boolean hasBody = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (ownsConnection && hasBody) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }
}

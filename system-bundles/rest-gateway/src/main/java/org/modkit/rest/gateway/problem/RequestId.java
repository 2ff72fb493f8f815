// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The id by which a client and the log mean the same request. */
public final class RequestId {
    /** The header in which it comes and goes. */
    public static final String HEADER = "x-request-id";

    private static final String ATTRIBUTE = "org.modkit.rest.requestId";

    /** What goes into logs as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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
     * Gives a request its id, unless it has one: the one its client has sent, if that is short and plain, or a new one.
     * The response says it, too.
     *
     * @param request a request
     * @param response its response
     */
    public static void give(Request request, Response response) {
        String id = of(request);
        if (id.isEmpty()) {
            String sent = request.getHeaders().get(HEADER);
            id = sent != null && PLAIN.matcher(sent).matches() ? sent : fresh();
            request.setAttribute(ATTRIBUTE, id);
        }
        response.getHeaders().put(HEADER, id);
    }

    private static String fresh() {
        byte[] bytes = new byte[15];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}

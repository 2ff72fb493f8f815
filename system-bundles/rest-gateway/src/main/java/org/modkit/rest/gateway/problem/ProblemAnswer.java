// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes a problem as the whole response, below Jersey: where no module is involved, or one can't be relied on. */
public final class ProblemAnswer {
    private static final HttpField NO_STORE = new HttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private ProblemAnswer() {}

    /**
     * Writes it. To be called once, while nothing is committed.
     *
     * @param request the request
     * @param response its response, whose headers stay unless they describe a content
     * @param callback completed when it is written
     * @param problem what to say
     */
    public static void write(Request request, Response response, Callback callback, Problem problem) {
        response.setStatus(problem.status());
        var headers = response.getHeaders();
        headers.remove(HttpHeader.CONTENT_LENGTH);
        headers.remove(HttpHeader.CONTENT_ENCODING);
        headers.put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        headers.put(NO_STORE);
        problem.headers().forEach(headers::put);
        UnreadBody.announce(request, response);
        String id = RequestId.of(request);
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        byte[] body =
                problem.json(path == null ? "" : path, id, Trace.of(request).id());
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, "HEAD".equals(request.getMethod()) ? null : ByteBuffer.wrap(body), callback);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.modkit.api.security.Caller;
import org.modkit.rest.gateway.guard.CallerNote;
import org.modkit.rest.gateway.problem.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request that has ended; without its query, in which there may be secrets. */
public final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.modkit.rest.access");

    @Override
    public void log(Request request, Response response) {
        if (LOG.isInfoEnabled()) {
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - request.getBeginNanoTime());
            LOG.info(
                    "{} {} {} {} bytes {} ms {} {} {}",
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    response.getStatus(),
                    Response.getContentBytesWritten(response),
                    micros / 1000.0,
                    RequestId.of(request),
                    Request.getRemoteAddr(request),
                    caller(request));
        }
    }

    private static String caller(Request request) {
        Caller caller = CallerNote.of(request);
        return caller.isAnonymous() ? "-" : caller.subject();
    }
}

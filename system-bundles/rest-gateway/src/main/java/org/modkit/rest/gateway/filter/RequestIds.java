// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.rest.gateway.problem.RequestId;
import org.modkit.rest.gateway.problem.Trace;

/** Gives each request its id and its trace: those its client has given, or new ones. */
final class RequestIds extends Handler.Wrapper {
    RequestIds(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestId.give(request, response);
        Trace.give(request);
        return super.handle(request, response, callback);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.rest.gateway.problem.RequestId;

/** Gives each request its id: the one its client has given, or a new one. */
final class RequestIds extends Handler.Wrapper {
    RequestIds(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestId.give(request, response);
        return super.handle(request, response, callback);
    }
}

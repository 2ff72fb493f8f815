// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.ProblemAnswer;

/** Refuses bodies that say themselves that they are too large. Those that do not say are counted while they are read. */
final class BodyLimit extends Handler.Wrapper {
    private final long most;

    BodyLimit(long most, Handler next) {
        super(next);
        this.most = most;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > most) {
            ProblemAnswer.write(request, response, callback, Problem.tooLarge(most));
            return true;
        }
        return super.handle(request, response, callback);
    }
}

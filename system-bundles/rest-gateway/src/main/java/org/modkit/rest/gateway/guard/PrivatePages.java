// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guard;

import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Operation;
import org.modkit.rest.gateway.problem.ProblemAnswer;
import org.modkit.rest.gateway.problem.Refusal;

/**
 * Guards those of the gateway's own pages that tell what runs here, where callers have to be known: the list of modules,
 * and the reasons why some are down. Otherwise health and the documents are public: probes have no credentials, and a client
 * reads there how to send some.
 */
public final class PrivatePages extends Handler.Wrapper {
    private static final String MODULES = "/modules";
    private static final String READY = "/readyz";
    private static final String STRANGER = PrivatePages.class.getName() + ".stranger";

    private final Gate gate;

    /**
     * Makes it.
     *
     * @param gate knows who calls
     * @param next who answers at all paths
     */
    public PrivatePages(Gate gate, Handler next) {
        super(next);
        this.gate = gate;
    }

    /**
     * Tells whether a request is of somebody who is told no more than is needed.
     *
     * @param request a request that has been here
     * @return whether callers have to be known, and this one is not
     */
    public static boolean isStrangers(Request request) {
        return request.getAttribute(STRANGER) != null;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (READY.equals(path) && gate.perhapsKnown(request).isAnonymous()) {
            request.setAttribute(STRANGER, true);
        }
        if (MODULES.equals(path)) {
            try {
                Caller caller = gate.known(request);
                CallerNote.put(request, caller);
                gate.admit(request, caller, new Operation("rest-gateway", request.getMethod(), MODULES, Set.of()));
            } catch (Refusal refusal) {
                ProblemAnswer.write(request, response, callback, refusal.problem());
                return true;
            }
        }
        return super.handle(request, response, callback);
    }
}

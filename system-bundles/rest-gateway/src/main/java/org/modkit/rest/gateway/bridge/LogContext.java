// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import org.eclipse.jetty.server.Request;
import org.modkit.rest.gateway.problem.RequestId;
import org.modkit.rest.gateway.problem.Trace;
import org.slf4j.MDC;

/** What the log lines of a module's code say of the request they belong to. */
public final class LogContext {
    private static final String REQUEST = "request.id";
    private static final String TRACE = "trace_id";
    private static final String CALLER = "caller";

    private LogContext() {}

    static void enter(Request request) {
        MDC.put(REQUEST, RequestId.of(request));
        MDC.put(TRACE, Trace.of(request).id());
    }

    /**
     * Notes who calls, until the thread leaves the module.
     *
     * @param subject who
     */
    public static void caller(String subject) {
        MDC.put(CALLER, subject);
    }

    static void leave() {
        MDC.remove(REQUEST);
        MDC.remove(TRACE);
        MDC.remove(CALLER);
    }
}

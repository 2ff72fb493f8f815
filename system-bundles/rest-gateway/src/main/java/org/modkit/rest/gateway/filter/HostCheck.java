// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import java.net.UnixDomainSocketAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.modkit.rest.gateway.config.Hosts;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.ProblemAnswer;

/** Refuses requests that ask for a host that is not this one. */
final class HostCheck extends Handler.Wrapper {
    private final Hosts hosts;

    HostCheck(Hosts hosts, Handler next) {
        super(next);
        this.hosts = hosts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String asked = request.getHttpURI().getHost();
        if (asked == null || hosts.serves(asked) || isOfNoBrowser(request)) {
            return super.handle(request, response, callback);
        }
        ProblemAnswer.write(request, response, callback, misdirected(asked));
        return true;
    }

    private static Problem misdirected(String asked) {
        return Problem.of(
                HttpStatus.MISDIRECTED_REQUEST_421,
                "The request asks for the host '" + asked
                        + "', which this server is not known as. If it should be, add that"
                        + " to 'hosts' in 'modules.rest-gateway.config'.");
    }

    /** Only browsers are led here by names. They know no such sockets, and always say whom they ask for. */
    private static boolean isOfNoBrowser(Request request) {
        var connection = request.getConnectionMetaData();
        boolean isUnnamed = connection.getHttpVersion() == HttpVersion.HTTP_1_0
                && !request.getHeaders().contains(HttpHeader.HOST);
        return isUnnamed || connection.getLocalSocketAddress() instanceof UnixDomainSocketAddress;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.NanoTime;

/**
 * HTTP/1.1 whose patience with the headers of a request has an end. A client that sends a byte now and then never is idle,
 * and would hold its connection for hours.
 */
final class PatientHttp1 extends HttpConnectionFactory {
    private final Duration patience;

    PatientHttp1(HttpConfiguration http, Duration patience) {
        super(http);
        this.patience = patience;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new PatientConnection(connector, endPoint), connector, endPoint);
    }

    /** Each byte that comes is an occasion to look at the clock; without any, the connection is idle, which has its end. */
    private final class PatientConnection extends HttpConnection {
        /** Set while the superclass is constructed, so without an initial value. */
        private HttpParser.RequestHandler handler;

        PatientConnection(Connector connector, EndPoint endPoint) {
            super(PatientHttp1.this.getHttpConfiguration(), connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            RequestHandler made = super.newRequestHandler();
            handler = made;
            return made;
        }

        @Override
        public void onFillable() {
            HttpParser parser = getParser();
            boolean isWithinHeaders = parser.inHeaderState() && !parser.isStart();
            if (isWithinHeaders && NanoTime.since(parser.getBeginNanoTime()) > patience.toNanos()) {
                giveUp();
            } else {
                super.onFillable();
            }
        }

        private void giveUp() {
            try {
                // What nobody has read makes the system cut the connection before the answer has arrived.
                getEndPoint().fill(BufferUtil.allocate(getInputBufferSize()));
                handler.badMessage(new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408));
            } catch (IOException e) {
                getEndPoint().close(e);
            }
        }
    }
}

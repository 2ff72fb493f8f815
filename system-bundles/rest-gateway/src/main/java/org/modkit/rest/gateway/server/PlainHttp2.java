// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * HTTP/2 without TLS for clients that begin with it. The way over an {@code Upgrade} header, which RFC 9113 has given up,
 * stays closed: a quick answer to the upgraded request was reset before the client had read it.
 */
final class PlainHttp2 extends HTTP2CServerConnectionFactory {
    PlainHttp2(HttpConfiguration http) {
        super(http);
    }

    @Override
    public Connection upgradeConnection(
            Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response) {
        boolean isPreface = HttpMethod.PRI.is(request.getMethod());
        return isPreface ? super.upgradeConnection(connector, endPoint, request, response) : null;
    }
}

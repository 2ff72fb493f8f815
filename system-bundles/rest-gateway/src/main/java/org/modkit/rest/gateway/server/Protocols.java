// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.modkit.rest.gateway.config.Settings;

/** What is spoken at a listening address: HTTP/1.1 and HTTP/2, in plain or in TLS. */
final class Protocols {
    private final Settings settings;

    Protocols(Settings settings) {
        this.settings = settings;
    }

    ConnectionFactory[] plain() {
        HttpConfiguration http = http();
        return new ConnectionFactory[] {http1(http), new PlainHttp2(http)};
    }

    ConnectionFactory[] secure(Certificates certificates) {
        HttpConfiguration http = http();
        var secure = new SecureRequestCustomizer();
        // There is one server behind all names, and whoever asks for it by its address means it as well.
        secure.setSniHostCheck(false);
        http.getCustomizers().add(0, secure);
        var choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        var tls = new SslConnectionFactory(certificates.context(), choice.getProtocol());
        return new ConnectionFactory[] {tls, choice, new HTTP2ServerConnectionFactory(http), http1(http)};
    }

    private PatientHttp1 http1(HttpConfiguration http) {
        return new PatientHttp1(http, settings.connections().header());
    }

    private HttpConfiguration http() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(settings.connections().headerSize());
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setNotifyRemoteAsyncErrors(true);
        if (settings.listen().forwarded()) {
            http.addCustomizer(new ForwardedRequestCustomizer());
        }
        return http;
    }
}

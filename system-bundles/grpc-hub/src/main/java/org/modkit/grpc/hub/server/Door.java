// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.File;
import java.io.IOException;
import org.modkit.grpc.hub.config.Settings;

/** How clients are met: in the clear, by TLS, or by TLS with certificates of their own. */
final class Door {
    private Door() {}

    static ServerCredentials credentials(Settings settings) {
        if (settings.tls().isEmpty()) {
            return InsecureServerCredentials.create();
        }
        Settings.Tls tls = settings.tls().get();
        try {
            var credentials = TlsServerCredentials.newBuilder();
            File certificate = tls.certificate().toFile();
            if (tls.password().isPresent()) {
                credentials.keyManager(
                        certificate, tls.key().toFile(), tls.password().get());
            } else {
                credentials.keyManager(certificate, tls.key().toFile());
            }
            if (tls.clients().isPresent()) {
                credentials.trustManager(tls.clients().get().toFile());
                credentials.clientAuth(
                        tls.isRequired()
                                ? TlsServerCredentials.ClientAuth.REQUIRE
                                : TlsServerCredentials.ClientAuth.OPTIONAL);
            }
            return credentials.build();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** Files that can be read, but don't hold what they should, are found when the server is built. */
    static ListenException refusal(Exception found) {
        Throwable root = found;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new ListenException(
                "The gRPC hub can't speak TLS with the files it is given: " + root.getMessage()
                        + ". Mend 'modules.grpc-hub.config.tls': certificates are PEM, the key is PEM in PKCS #8.",
                found);
    }
}

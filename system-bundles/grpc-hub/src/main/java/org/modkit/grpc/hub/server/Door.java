// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modkit.grpc.hub.config.Settings;

/** How clients are met: in the clear, by TLS, or by TLS with certificates of their own. Closed after the server. */
final class Door implements AutoCloseable {
    private final ServerCredentials credentials;
    private final Optional<ScheduledExecutorService> looking;

    private Door(ServerCredentials credentials, Optional<ScheduledExecutorService> looking) {
        this.credentials = credentials;
        this.looking = looking;
    }

    static Door of(Settings settings) {
        if (settings.tls().isEmpty()) {
            return new Door(InsecureServerCredentials.create(), Optional.empty());
        }
        Settings.Tls tls = settings.tls().get();
        try {
            return tls.password().isPresent() ? locked(tls) : watched(tls);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw refusal(e);
        }
    }

    /** With a key that only grpc-java's own reader can unlock, once. */
    private static Door locked(Settings.Tls tls) throws IOException {
        File certificate = tls.certificate().toFile();
        var credentials = TlsServerCredentials.newBuilder()
                .keyManager(certificate, tls.key().toFile(), tls.password().orElseThrow());
        if (tls.clients().isPresent()) {
            credentials.trustManager(tls.clients().get().toFile()).clientAuth(clientAuth(tls));
        }
        return new Door(credentials.build(), Optional.empty());
    }

    private static Door watched(Settings.Tls tls) throws IOException, GeneralSecurityException {
        var files = new TlsFiles(tls);
        files.read();
        var credentials = TlsServerCredentials.newBuilder().keyManager(files.keys());
        files.clients().ifPresent(clients -> credentials.trustManager(clients).clientAuth(clientAuth(tls)));
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "modkit-grpc-certificates");
            thread.setDaemon(true);
            return thread;
        });
        long nanos = tls.reload().toNanos();
        looking.scheduleWithFixedDelay(files::look, nanos, nanos, TimeUnit.NANOSECONDS);
        return new Door(credentials.build(), Optional.of(looking));
    }

    private static ClientAuth clientAuth(Settings.Tls tls) {
        return tls.isRequired() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL;
    }

    ServerCredentials credentials() {
        return credentials;
    }

    /** Files that can be read, but don't hold what they should, are found when they are read or the server is built. */
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

    @Override
    public void close() {
        looking.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}

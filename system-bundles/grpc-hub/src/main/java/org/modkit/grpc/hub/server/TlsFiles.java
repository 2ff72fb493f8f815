// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.server;

import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.modkit.grpc.hub.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub shows clients and whom it trusts, from files that are read again when they have changed: connections that begin
 * then see what is in them then. One thread at a time.
 */
final class TlsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(HubServer.class);
    private static final byte[] SAMPLE = {1, 2, 3};

    private final Settings.Tls tls;
    private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    private final Optional<AdvancedTlsX509TrustManager> clients;
    /** What the files were like when they were last read, for better or worse. */
    private List<String> seen = List.of();

    private String refusal = "";

    TlsFiles(Settings.Tls tls) throws CertificateException {
        this.tls = tls;
        // Of a client it matters who vouches for it, not which host it is.
        this.clients = tls.clients().isEmpty()
                ? Optional.empty()
                : Optional.of(AdvancedTlsX509TrustManager.newBuilder()
                        .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
                        .build());
    }

    KeyManager keys() {
        return keys;
    }

    Optional<TrustManager> clients() {
        return clients.map(TrustManager.class::cast);
    }

    void read() throws IOException, GeneralSecurityException {
        seen = state();
        X509Certificate[] chain = certificates(tls.certificate());
        PrivateKey key;
        try (InputStream content = Files.newInputStream(tls.key())) {
            key = CertificateUtils.getPrivateKey(content);
        }
        checkPair(chain[0], key);
        X509Certificate[] trusted =
                tls.clients().isEmpty() ? null : certificates(tls.clients().get());
        // All or nothing: a file that is wrong must not leave the others half in use.
        keys.updateIdentityCredentials(chain, key);
        if (clients.isPresent()) {
            clients.get().updateTrustCredentials(trusted);
        }
    }

    private static X509Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream content = Files.newInputStream(file)) {
            X509Certificate[] found = CertificateUtils.getX509Certificates(content);
            if (found.length == 0) {
                throw new CertificateException("there is no certificate in '" + file + "'");
            }
            return found;
        }
    }

    /** While both are replaced, one by one, they may not belong together. */
    private static void checkPair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(SAMPLE);
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(certificate);
        checking.update(SAMPLE);
        if (!checking.verify(signing.sign())) {
            throw new CertificateException("the key is not that of the certificate");
        }
    }

    /** To be called now and then. Keeps what it has if the files are wrong, and says so once. */
    void look() {
        try {
            if (!state().equals(seen)) {
                read();
                refusal = "";
                LOG.info("The gRPC hub has read its certificate, '{}', again.", tls.certificate());
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The next look tries again.
            seen = List.of();
            String found = Door.refusal(e).getMessage();
            if (!found.equals(refusal)) {
                refusal = found;
                LOG.warn("{} It goes on with what it read before.", found);
            }
        }
    }

    private List<String> state() throws IOException {
        var state = new ArrayList<String>();
        for (Path file : Stream.concat(Stream.of(tls.certificate(), tls.key()), tls.clients().stream())
                .toList()) {
            state.add(Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
        return state;
    }
}

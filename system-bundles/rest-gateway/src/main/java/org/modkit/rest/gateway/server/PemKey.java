// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads a key and its certificates from PEM, the way most authorities hand them out. */
final class PemKey {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");
    private static final String KEY = "PRIVATE KEY";
    /** By algorithm of key, that of a signature with it. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private PemKey() {}

    static KeyFiles.Key read(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        List<Certificate> chain = chain(certificateFile);
        PrivateKey key = key(keyFile);
        if (!fits(key, chain.get(0))) {
            throw new InvalidKeyException(
                    "the key in '" + keyFile + "' is not that of the first certificate in '" + certificateFile + "'");
        }
        // Never written anywhere; a keystore has to have one.
        String password = UUID.randomUUID().toString();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, password.toCharArray(), chain.toArray(Certificate[]::new));
        return new KeyFiles.Key(store, password);
    }

    private static List<MatchResult> blocks(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("'" + file + "' is not there, or can't be read");
        }
        return BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .toList();
    }

    private static byte[] bytes(MatchResult block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private static List<Certificate> chain(Path file) throws IOException, CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var chain = new ArrayList<Certificate>();
        for (MatchResult block : blocks(file)) {
            if (block.group(1).equals("CERTIFICATE")) {
                chain.add(factory.generateCertificate(new ByteArrayInputStream(bytes(block))));
            }
        }
        if (chain.isEmpty()) {
            throw new CertificateException("'" + file + "' must have a block 'CERTIFICATE', but has none");
        }
        return chain;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        List<MatchResult> keys = blocks(file).stream()
                .filter(block -> block.group(1).endsWith(KEY))
                .toList();
        for (MatchResult block : keys) {
            if (block.group(1).equals(KEY)) {
                return key(new PKCS8EncodedKeySpec(bytes(block)));
            }
        }
        throw new InvalidKeyException("'" + file + "' must have a block '" + KEY + "', but has "
                + (keys.isEmpty() ? "none" : "a '" + keys.get(0).group(1) + "'")
                + "; 'openssl pkcs8 -topk8 -nocrypt' makes one");
    }

    /** The file does not say of which algorithm it is, other than deep inside. */
    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String algorithm : SIGNATURES.keySet()) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                // Then the next one.
            }
        }
        throw new InvalidKeyException("the key must be one of RSA, EC or EdDSA, but is none of them");
    }

    private static boolean fits(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        byte[] word = {1, 2, 3};
        var signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
        signature.initSign(key);
        signature.update(word);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(word);
        return signature.verify(signed);
    }
}

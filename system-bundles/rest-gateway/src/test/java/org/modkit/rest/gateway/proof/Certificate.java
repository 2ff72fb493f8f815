// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for this machine, made by the JDK's own tool. */
public final class Certificate {
    /** Of every keystore. */
    public static final String PASSWORD = "opensesame";

    private static final String ALIAS = "server";

    public final Path keystore;
    private final KeyStore store;

    private Certificate(Path keystore) throws Exception {
        this.keystore = keystore;
        this.store = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
    }

    /** Makes one in a folder. */
    public static Certificate made(Path folder, String name, String algorithm) throws Exception {
        Path keystore = folder.resolve(name + ".p12");
        run(
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD);
        return new Certificate(keystore);
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes());
        if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** Makes a client believe these, and nobody else. */
    public static SSLContext trusting(Certificate... certificates) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Certificate each : certificates) {
            trusted.setCertificateEntry(each.keystore.getFileName().toString(), each.x509());
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, factory.getTrustManagers(), null);
        return trusting;
    }

    public X509Certificate x509() throws Exception {
        return (X509Certificate) store.getCertificate(ALIAS);
    }

    public String certificatePem() throws Exception {
        return pem("CERTIFICATE", x509().getEncoded());
    }

    public String keyPem() throws Exception {
        return pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    /** Puts the keystore in the place of another, as an administrator would: at once. */
    public void replace(Path other) throws IOException {
        Path beside = Files.copy(keystore, other.resolveSibling("beside"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, other, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

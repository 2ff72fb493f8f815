// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a change log would do, as far as it can be known without waking Liquibase: a hash of everything that lies in its
 * folder.
 */
final class Fingerprint {
    /** Asking Liquibase itself for its version would set up all of it. */
    private static final String VERSION = "liquibase.build.properties";

    private Fingerprint() {}

    /**
     * Computes the hash.
     *
     * @return the hash; empty if what the change log does depends on something else as well, as with parameters
     */
    static Optional<String> of(ChangeLog log) throws IOException {
        MessageDigest digest = sha256();
        URL version = Fingerprint.class.getClassLoader().getResource(VERSION);
        add(digest, read(Objects.requireNonNull(version, VERSION)));
        add(digest, log.path().getBytes(StandardCharsets.UTF_8));
        List<String> paths =
                log.files().list(log.folder(), true).stream().sorted().toList();
        for (String path : paths) {
            Optional<URL> file = log.files().find(path);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            byte[] content = read(file.get());
            if (hasParameter(content)) {
                return Optional.empty();
            }
            add(digest, path.getBytes(StandardCharsets.UTF_8));
            add(digest, content);
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, byte[] part) {
        // The length keeps "a" and "bc" apart from "ab" and "c".
        digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
    }

    private static byte[] read(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            return in.readAllBytes();
        }
    }

    private static boolean hasParameter(byte[] content) {
        for (int i = 1; i < content.length; i++) {
            if (content[i] == '{' && content[i - 1] == '$') {
                return true;
            }
        }
        return false;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}

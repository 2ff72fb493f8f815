// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modkit.rest.gateway.config.Settings;

/** The files that hold the key of this server: a keystore, or two of PEM. */
final class KeyFiles {
    private final Settings.Tls settings;

    KeyFiles(Settings.Tls settings) {
        this.settings = settings;
    }

    /**
     * A key that fits its certificate.
     *
     * @param store holds both
     * @param password opens it
     */
    record Key(KeyStore store, String password) {}

    /**
     * Reads and checks them.
     *
     * @throws ListenException with a sentence, if they are of no use
     */
    Key read() {
        try {
            Optional<Path> keystore = settings.keystore();
            return keystore.isPresent() ? stored(keystore.get()) : PemKey.read(certificate(), key());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            String names = settings.keystore().isPresent()
                    ? "'tls.keystore' and 'tls.password'"
                    : "'tls.certificate' and 'tls.key'";
            throw new ListenException(
                    "The REST gateway can't use the key in " + told() + ": " + said(e) + ". Mend " + names
                            + " in 'modules.rest-gateway.config'.",
                    e);
        }
    }

    private Path certificate() {
        return settings.certificate().orElseThrow();
    }

    private Path key() {
        return settings.key().orElseGet(this::certificate);
    }

    private List<Path> files() {
        return Stream.of(settings.keystore(), settings.certificate(), settings.key())
                .flatMap(Optional::stream)
                .toList();
    }

    private String told() {
        return String.join(
                " and ", files().stream().map(file -> "'" + file + "'").toList());
    }

    private static String said(Exception thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message.replaceAll("[.\\s]+$", "");
    }

    private Key stored(Path file) throws IOException, GeneralSecurityException {
        if (!Files.isReadable(file)) {
            throw new IOException("there is no such file, or it can't be read");
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), settings.password().toCharArray());
        boolean hasKey = false;
        for (String alias : Collections.list(store.aliases())) {
            hasKey |= store.isKeyEntry(alias)
                    && store.getKey(alias, settings.password().toCharArray()) != null;
        }
        if (!hasKey) {
            throw new KeyStoreException("there are certificates in it, but no private key");
        }
        return new Key(store, settings.password());
    }

    /** Says something else whenever a file has changed; links are followed, since that is how secrets are exchanged. */
    List<Object> stamp() {
        var stamp = new ArrayList<Object>();
        for (Path file : files()) {
            try {
                var now = Files.readAttributes(file, BasicFileAttributes.class);
                stamp.add(List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey())));
            } catch (IOException e) {
                stamp.add("absent");
            }
        }
        return stamp;
    }
}

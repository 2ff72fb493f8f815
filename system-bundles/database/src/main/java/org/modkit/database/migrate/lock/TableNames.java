// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The names of a module's tables, which never change, so that modules may share a database.
 *
 * <p>Lower case and at most 63 characters, which is PostgreSQL's limit. The hash of the module's whole name keeps names
 * apart that look alike once they are cut and rid of what tables can't be called.
 *
 * @param history the table of the change sets that were applied
 * @param lock the table of the lock
 */
public record TableNames(String history, String lock) {
    private static final String PREFIX = "modkit_migrations__";
    private static final String LOCK = "_lock";
    private static final int HASH = 8;
    private static final int MIDDLE = 63 - PREFIX.length() - "__".length() - HASH - LOCK.length();

    /**
     * Returns the names for a module.
     *
     * @param module its name
     */
    public static TableNames of(String module) {
        String readable = module.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String middle = readable.isEmpty() ? "_" : readable.substring(0, Math.min(MIDDLE, readable.length()));
        String history = PREFIX + middle + "__" + hash(module);
        return new TableNames(history, history + LOCK);
    }

    private static String hash(String module) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(module.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What can be compared of a text that holds secrets, without keeping these. Pure. */
final class Digest {
    private Digest() {}

    static String of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every JDK has it.", impossible);
        }
    }
}

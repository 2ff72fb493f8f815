// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells which values never appear in a message, a log or an answer. */
public final class Secrets {
    /** What is shown in their place. */
    public static final String MASK = "***";

    private static final Pattern TELLING = Pattern.compile("password|secret|token|credential|apikey|privatekey|dsn");

    private Secrets() {}

    /**
     * Tells by its name whether a key holds a secret.
     *
     * @param key a key, dotted or not; any of its segments decides, so that what lies below a secret is one too
     * @return whether its value is to be masked
     */
    public static boolean isSecret(String key) {
        return TELLING.matcher(key.toLowerCase(Locale.ROOT).replaceAll("[-_]", ""))
                .find();
    }
}

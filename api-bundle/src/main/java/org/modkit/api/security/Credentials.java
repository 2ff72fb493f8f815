// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.security;

import java.util.Locale;
import java.util.Objects;

/**
 * What somebody sent to prove who they are. Its text never contains the value, which is a secret.
 *
 * @param scheme how to read the value, such as {@code bearer}; always in lower case
 * @param value the token or whatever the scheme prescribes
 */
public record Credentials(String scheme, String value) {
    /** Turns the scheme to lower case and rejects empty texts. */
    public Credentials {
        scheme = scheme.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(value, "value is null");
        if (scheme.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("Credentials must have a scheme and a value, but one of them is empty.");
        }
    }

    @Override
    public String toString() {
        return "Credentials[scheme=" + scheme + ", value=(secret)]";
    }
}

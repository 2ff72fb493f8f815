// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.tokens.signed;

/**
 * The section {@code modules.tokens-signed.config}.
 *
 * @param secret what tokens are signed with; without one, none is accepted
 */
public record TokensSignedConfig(String secret) {
    private static final int SHORTEST = 32;

    /** Refuses what can be guessed. */
    public TokensSignedConfig {
        secret = secret == null ? "" : secret;
        if (!secret.isEmpty() && secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "Expected 'secret' to have at least " + SHORTEST + " characters. Make a longer one.");
        }
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "TokensSignedConfig[]";
    }
}

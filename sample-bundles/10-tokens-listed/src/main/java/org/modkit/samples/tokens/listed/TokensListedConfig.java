// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.tokens.listed;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.modkit.api.security.Caller;

/**
 * The section {@code modules.tokens-listed.config}.
 *
 * @param callers who is known, by subject; nobody if absent
 */
public record TokensListedConfig(Map<String, Known> callers) {
    /** Puts nobody in place of what is absent. */
    public TokensListedConfig {
        callers = callers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(callers));
    }

    /**
     * Somebody who is known.
     *
     * @param token what they send
     * @param roles what they are
     * @param readOnly whether they may look, and nothing else
     */
    public record Known(String token, Set<String> roles, boolean readOnly) {
        private static final int SHORTEST = 16;

        /** Refuses what can be guessed, and puts no roles in place of what is absent. */
        public Known {
            roles = roles == null ? Set.of() : Set.copyOf(roles);
            if (token == null || token.length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "Expected 'token' to have at least " + SHORTEST + " characters. Make a longer one.");
            }
        }

        Caller caller(String subject) {
            return new Caller(subject, "", roles, readOnly ? Map.of("access", "read") : Map.of());
        }

        /** Leaves the token out, which is a secret. */
        @Override
        public String toString() {
            return "Known[roles=" + roles + "]";
        }
    }
}

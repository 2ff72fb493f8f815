// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.security;

import java.util.Objects;

/** What came of looking at credentials. Reasons go into the log; those who called never see them. */
public sealed interface Authentication {
    /**
     * The credentials are good.
     *
     * @param caller whose they are; not anonymous
     */
    record Accepted(Caller caller) implements Authentication {
        /** Rejects nobody. */
        public Accepted {
            if (caller.isAnonymous()) {
                throw new IllegalArgumentException(
                        "Accepted credentials must belong to somebody, but the caller has no subject.");
            }
        }
    }

    /**
     * The credentials are good for nothing: unknown, expired, forged, of a scheme that is not taken.
     *
     * @param reason a sentence for the log
     */
    record Unauthorized(String reason) implements Authentication {
        /** Rejects a missing reason. */
        public Unauthorized {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /**
     * Nobody can tell at the moment, because something that is asked for it does not answer.
     *
     * @param reason a sentence for the log
     */
    record Unavailable(String reason) implements Authentication {
        /** Rejects a missing reason. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason is null");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.security;

import java.util.Objects;

/** What came of asking whether a caller may do something. Reasons go into the log; those who called never see them. */
public sealed interface Authorization {
    /** The caller may. */
    record Allowed() implements Authorization {}

    /**
     * The caller may not.
     *
     * @param reason a sentence for the log
     */
    record Denied(String reason) implements Authorization {
        /** Rejects a missing reason. */
        public Denied {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /**
     * Nobody can tell at the moment.
     *
     * @param reason a sentence for the log
     */
    record Unavailable(String reason) implements Authorization {
        /** Rejects a missing reason. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason is null");
        }
    }
}

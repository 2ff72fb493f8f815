// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.print;

import java.time.Duration;
import java.time.Instant;

/** Says how long ago something was, in the one unit that matters. */
final class Age {
    private Age() {}

    static String of(Instant then, Instant now) {
        // Clocks are set back now and then; nothing is younger than now.
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h";
        }
        return seconds / 86_400 + " d";
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.render;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Whether and when a child that ended by itself is started again: the same keys, defaults and meaning as for background
 * tasks in this process.
 *
 * @param restart whether at all
 * @param backoff the wait before the first restart; doubles with each further one
 * @param maxBackoff the longest wait
 * @param jitter the share of the wait that is left to chance, 0 to 1
 * @param maxRestarts after how many restarts without a stable period it is given up
 * @param stableAfter how long it must be ready for its restarts to be forgotten
 */
public record Supervision(
        boolean restart, Duration backoff, Duration maxBackoff, double jitter, int maxRestarts, Duration stableAfter) {
    /** 1 s doubling to 1 min, 20 % jitter, 5 restarts, forgotten after 10 min. */
    public static final Supervision STANDARD =
            new Supervision(true, Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2, 5, Duration.ofMinutes(10));

    private static final int MOST_DOUBLINGS = 40;

    static Supervision read(String path, Map<String, Object> section, List<String> problems) {
        var settings = new Settings(path, section, problems);
        return new Supervision(
                settings.flag("restart", STANDARD.restart),
                settings.duration("backoff", STANDARD.backoff),
                settings.duration("max_backoff", STANDARD.maxBackoff),
                settings.share("jitter", STANDARD.jitter),
                settings.count("max_restarts", 0, STANDARD.maxRestarts),
                settings.duration("stable_after", STANDARD.stableAfter));
    }

    /**
     * Returns the wait before a restart.
     *
     * @param restarts how many there were already
     * @param chance a number in [0, 1)
     * @return the wait, jitter included, never longer than the longest
     */
    public Duration waitBefore(int restarts, double chance) {
        double exponential = backoff.toNanos() * Math.pow(2, Math.min(restarts, MOST_DOUBLINGS));
        double capped = Math.min(exponential, maxBackoff.toNanos());
        return Duration.ofNanos((long) (capped * (1 - jitter * chance)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;

/**
 * Whether and when a module whose background task died is started again.
 *
 * <p>Intensity as in Erlang's supervisors, backoff as in Kubernetes, with the reset systemd lacks.
 *
 * @param restart whether at all
 * @param backoff the wait before the first restart; doubles with each further one
 * @param maxBackoff the longest wait
 * @param jitter the share of the wait that is left to chance, 0 to 1
 * @param maxRestarts after how many restarts without a stable period it stays FAILED
 * @param stableAfter how long it must run for its restarts to be forgotten
 */
public record Supervision(
        boolean restart, Duration backoff, Duration maxBackoff, double jitter, int maxRestarts, Duration stableAfter) {
    /** What a container that says nothing does: 1 s doubling to 1 min, 20 % jitter, 5 restarts, forgotten after 10 min. */
    public static final Supervision DEFAULT =
            new Supervision(true, Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2, 5, Duration.ofMinutes(10));

    /**
     * Returns the wait before a restart.
     *
     * @param restarts how many restarts there were already
     * @param chance a number in [0, 1)
     * @return the wait, jitter included, never longer than the longest
     */
    public Duration waitBefore(int restarts, double chance) {
        double exponential = backoff.toNanos() * Math.pow(2, Math.min(restarts, 40));
        double capped = Math.min(exponential, maxBackoff.toNanos());
        return Duration.ofNanos((long) (capped * (1 - jitter * chance)));
    }
}

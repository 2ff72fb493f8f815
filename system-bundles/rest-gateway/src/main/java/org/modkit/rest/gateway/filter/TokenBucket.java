// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.filter;

import org.modkit.rest.gateway.config.Bounds;

/** Lets through so many at once, and so many a second in the long run. */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private double tokens;
    private long last;
    private boolean isUsed;

    /**
     * What came of it.
     *
     * @param taken whether it was let through
     * @param remaining how many would be, right now
     * @param untilNext seconds until one is let through
     * @param untilFull seconds until as many as possible are
     */
    record Take(boolean taken, int remaining, long untilNext, long untilFull) {}

    synchronized Take take(long now, Bounds rate) {
        if (!isUsed) {
            isUsed = true;
            tokens = rate.burst();
            last = now;
        }
        tokens = Math.min(rate.burst(), tokens + Math.max(0, now - last) / NANOS * rate.rps());
        last = now;
        boolean taken = tokens >= 1;
        if (taken) {
            tokens--;
        }
        long untilNext = tokens >= 1 ? 0 : seconds((1 - tokens) / rate.rps());
        return new Take(taken, (int) tokens, untilNext, seconds((rate.burst() - tokens) / rate.rps()));
    }

    private static long seconds(double exactly) {
        return (long) Math.ceil(exactly);
    }
}

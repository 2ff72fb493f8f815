// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

import java.util.Arrays;

/**
 * What the rounds of one contender took, in one respect.
 *
 * @param nanos one value for each measured round, sorted
 */
record Sample(long[] nanos) {
    private static final double NANOS_IN_MILLI = 1e6;
    private static final double NANOS_IN_MICRO = 1e3;

    Sample {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("Expected at least one measured round.");
        }
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    private double at(double share) {
        return nanos[(int) Math.round((nanos.length - 1) * share)];
    }

    double medianNanos() {
        return at(0.5);
    }

    double medianMillis() {
        return at(0.5) / NANOS_IN_MILLI;
    }

    double bestMillis() {
        return at(0) / NANOS_IN_MILLI;
    }

    double ninetiethMillis() {
        return at(0.9) / NANOS_IN_MILLI;
    }

    double medianMicros() {
        return at(0.5) / NANOS_IN_MICRO;
    }

    int rounds() {
        return nanos.length;
    }
}

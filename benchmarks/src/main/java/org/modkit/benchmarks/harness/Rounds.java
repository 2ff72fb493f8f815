// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

/**
 * How often a graph is run.
 *
 * @param warmUp rounds that are thrown away
 * @param measured rounds that count
 */
record Rounds(int warmUp, int measured) {
    private static final int SMALL = 100;
    private static final int MEDIUM = 1_000;

    /** Enough for the compiler to have seen everything, within a few minutes for all sizes together. */
    static Rounds enoughFor(int size) {
        if (size <= SMALL) {
            return new Rounds(200, 101);
        }
        return size <= MEDIUM ? new Rounds(40, 21) : new Rounds(8, 9);
    }

    /** For those who take much longer than the others. */
    Rounds shorter() {
        return new Rounds(warmUp / 4, (measured + 3) / 4);
    }

    int all() {
        return warmUp + measured;
    }
}

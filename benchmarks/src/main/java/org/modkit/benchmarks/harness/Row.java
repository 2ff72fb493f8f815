// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.harness;

/**
 * One measured number.
 *
 * @param experiment what was done, as {@code graph}
 * @param contender who did it
 * @param measure which part of it, as {@code up}
 * @param size the number of modules, or of connections
 * @param sample what the rounds took
 */
record Row(String experiment, String contender, String measure, int size, Sample sample) {
    private static final double NANOS_IN_MICRO = 1e3;

    double microsPerModule() {
        return sample.medianNanos() / NANOS_IN_MICRO / size;
    }

    String json() {
        return ("{\"experiment\":\"%s\",\"contender\":\"%s\",\"measure\":\"%s\",\"size\":%d,\"rounds\":%d,"
                        + "\"medianMillis\":%.6f,\"bestMillis\":%.6f,\"p90Millis\":%.6f}")
                .formatted(
                        experiment,
                        contender,
                        measure,
                        size,
                        sample.rounds(),
                        sample.medianMillis(),
                        sample.bestMillis(),
                        sample.ninetiethMillis());
    }
}

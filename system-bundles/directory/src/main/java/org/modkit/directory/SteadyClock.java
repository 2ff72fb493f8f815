// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.time.Instant;
import java.time.InstantSource;

/** The time of day when it was made, and from then on the time that passes: who sets the machine's clock evicts nobody. */
final class SteadyClock implements InstantSource {
    private final Instant origin = Instant.now();
    private final long start = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - start);
    }
}

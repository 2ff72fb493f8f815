// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.time.Duration;

/**
 * How long silence is borne, and how much is kept.
 *
 * @param ttl after which a silent instance gets no more calls
 * @param grace after which, on top of that, it is evicted
 * @param instances how many are kept at most
 * @param services how many one instance may have
 */
public record Limits(Duration ttl, Duration grace, int instances, int services) {
    /** Those of the original: 15 s and 30 s. */
    public static final Limits USUAL = new Limits(Duration.ofSeconds(15), Duration.ofSeconds(30), 10_000, 1_000);

    /** Silence after which an instance is evicted. */
    Duration whole() {
        return ttl.plus(grace);
    }
}

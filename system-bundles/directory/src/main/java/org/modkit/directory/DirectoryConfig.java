// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.time.Duration;
import java.util.Objects;
import org.modkit.directory.registry.Limits;

/**
 * The section {@code modules.directory.config}.
 *
 * @param ttl silence after which an instance gets no more calls; 15 s if absent
 * @param grace silence on top of that, after which it is evicted; 30 s if absent
 */
public record DirectoryConfig(Duration ttl, Duration grace) {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    /** Puts defaults in the place of what is absent. */
    public DirectoryConfig {
        ttl = atLeastShortest("ttl", Objects.requireNonNullElse(ttl, Limits.USUAL.ttl()));
        grace = atLeastShortest("grace", Objects.requireNonNullElse(grace, Limits.USUAL.grace()));
    }

    private static Duration atLeastShortest(String key, Duration time) {
        if (time.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("'" + key + "' must be at least 10 ms");
        }
        return time;
    }

    Limits limits() {
        return new Limits(ttl, grace, Limits.USUAL.instances(), Limits.USUAL.services());
    }

    /** Often enough that nobody waits for long after a limit. */
    Duration betweenSweeps() {
        return ttl.dividedBy(5);
    }
}

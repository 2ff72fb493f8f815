// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.time.Duration;
import java.util.List;

/** Reads how a pool is sized. The least values are those that Hikari would round up to by itself. */
final class PoolReader {
    private static final List<String> KEYS = List.of(
            "max_conns",
            "min_conns",
            "acquire_timeout",
            "idle_timeout",
            "max_lifetime",
            "test_before_acquire",
            "leak_threshold");

    private PoolReader() {}

    static PoolSettings read(Section section, Findings findings) {
        section.knowsOnly(KEYS);
        PoolSettings standard = PoolSettings.STANDARD;
        var pool = new PoolSettings(
                section.number("max_conns", 1, standard.maxConnections()),
                section.number("min_conns", 0, standard.minConnections()),
                section.duration("acquire_timeout", Duration.ofMillis(250), standard.acquireTimeout()),
                section.duration("idle_timeout", Duration.ofSeconds(10), standard.idleTimeout()),
                section.duration("max_lifetime", Duration.ofSeconds(30), standard.maxLifetime()),
                section.flag("test_before_acquire", standard.testBeforeAcquire()),
                section.duration("leak_threshold", Duration.ofMillis(1), standard.leakThreshold()));
        if (pool.minConnections() > pool.maxConnections()) {
            findings.add(
                    section.path("min_conns"),
                    "must be at most 'max_conns', which is " + pool.maxConnections() + ", but is "
                            + pool.minConnections(),
                    "Lower the one or raise the other.");
        }
        return pool;
    }
}

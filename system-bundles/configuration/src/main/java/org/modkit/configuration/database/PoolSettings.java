// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

import java.time.Duration;

/**
 * How a module's pool is sized.
 *
 * @param maxConnections how many connections there are at most
 * @param minConnections how many are kept ready
 * @param acquireTimeout how long a thread waits for one
 * @param idleTimeout after how long an unused one is closed
 * @param maxLifetime after how long one is replaced
 * @param testBeforeAcquire whether one that lay idle is tested before it is handed out
 * @param leakThreshold after how long in use one is reported
 */
public record PoolSettings(
        int maxConnections,
        int minConnections,
        Duration acquireTimeout,
        Duration idleTimeout,
        Duration maxLifetime,
        boolean testBeforeAcquire,
        Duration leakThreshold) {
    /** What holds where nothing is said. */
    public static final PoolSettings STANDARD = new PoolSettings(
            10, 0, Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(30), true, Duration.ofMinutes(1));
}

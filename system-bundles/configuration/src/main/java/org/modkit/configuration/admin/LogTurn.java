// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.modkit.configuration.logging.LogProperties;
import org.slf4j.LoggerFactory;

/**
 * Tells when the log has taken over new properties, which Configuration Admin hands it later, on a thread of its own.
 *
 * <p>Lines that fall into the change are lost, since pax-logging stops log4j2 and starts it again. So nothing is handed
 * over that is in force already, and what must not be lost waits until the log has turned.
 */
final class LogTurn {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

    private LogTurn() {}

    /** Tells whether these properties are in force. */
    static boolean isDone(Map<String, ?> properties) {
        return LoggerFactory.getLogger(properties.get(LogProperties.MARK).toString())
                .isTraceEnabled();
    }

    /** Waits until they are, or a moment if whoever logs here does not heed them. */
    static void await(Map<String, ?> properties) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isDone(properties) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}

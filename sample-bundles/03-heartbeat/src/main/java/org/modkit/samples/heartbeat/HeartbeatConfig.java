// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.heartbeat;

/**
 * The section {@code modules.heartbeat.config}.
 *
 * @param everySeconds the time between two beats; 10 if absent
 */
public record HeartbeatConfig(long everySeconds) {
    /** Puts the default in place of what is absent and refuses what makes no sense. */
    public HeartbeatConfig {
        everySeconds = everySeconds == 0 ? 10 : everySeconds;
        if (everySeconds < 0) {
            throw new IllegalArgumentException("Expected 'everySeconds' to be 1 or more, but it is " + everySeconds
                    + ". Raise it or leave it out.");
        }
    }
}

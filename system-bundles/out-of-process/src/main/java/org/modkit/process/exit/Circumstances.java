// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.exit;

/**
 * What a backend knows of an end besides the code.
 *
 * @param asked the host asked the child to end
 * @param killed the host killed it in the end
 * @param jvm it is a JVM that ends with code 3 when it has no heap left
 * @param memoryKills how many processes the system killed for want of memory while the child lived
 */
public record Circumstances(boolean asked, boolean killed, boolean jvm, long memoryKills) {
    /** The code of a JVM with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int NO_HEAP = 3;

    /**
     * Reads a code.
     *
     * @param code the exit code
     * @return why the child ended
     */
    public Cause of(int code) {
        if (jvm && code == NO_HEAP) {
            return Cause.OUT_OF_HEAP;
        }
        if (killed) {
            return Cause.KILLED;
        }
        if (Signals.of(code) == Signals.KILL && memoryKills > 0) {
            return Cause.OUT_OF_MEMORY;
        }
        if (asked) {
            return Cause.STOPPED;
        }
        return Signals.of(code) == 0 ? Cause.BY_ITSELF : Cause.BY_SIGNAL;
    }
}

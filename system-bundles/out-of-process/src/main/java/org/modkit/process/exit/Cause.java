// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.exit;

/** Why a child ended. */
public enum Cause {
    /** The host asked it to, and it did. */
    STOPPED,
    /** The host asked it to, it did not, and the host killed it. */
    KILLED,
    /** It ended without being asked. */
    BY_ITSELF,
    /** A signal ended it that the host did not send. */
    BY_SIGNAL,
    /** Its JVM had no heap left. */
    OUT_OF_HEAP,
    /** The system killed it because memory was short. */
    OUT_OF_MEMORY
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.directory;

/** How an instance is, as far as the directory has heard. */
public enum InstanceState {
    /** It has said that it is there, and nothing since. */
    REGISTERED,
    /** It, or whoever started it, says that it can be called. */
    READY,
    /** It is heard of regularly. */
    HEALTHY,
    /** It has been silent for too long; it gets no calls until it is heard of again. */
    QUARANTINED,
    /** It is about to stop; it gets no more calls. */
    DRAINING;

    /**
     * Tells whether calls go to it.
     *
     * @return whether it is ready or healthy
     */
    public boolean isCallable() {
        return this == READY || this == HEALTHY;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How an instance is, as its clients see it. */
public enum InstanceState {
    /** It has said that it exists, and nothing since. It gets no calls. */
    REGISTERED,
    /** It, or whoever started it, has said that it can be called. It gets calls. */
    READY,
    /** It has been heard of lately. It gets calls. */
    HEALTHY,
    /** It has been silent for too long. It gets no calls until it is heard of again; if it is not, it is evicted. */
    QUARANTINED,
    /** It is about to stop. It gets no calls any more. */
    DRAINING;

    static {
        REGISTERED.next = EnumSet.of(READY, HEALTHY, QUARANTINED, DRAINING);
        READY.next = EnumSet.of(HEALTHY, QUARANTINED, DRAINING, REGISTERED);
        HEALTHY.next = EnumSet.of(QUARANTINED, DRAINING, REGISTERED);
        QUARANTINED.next = EnumSet.of(HEALTHY, READY, DRAINING, REGISTERED);
        DRAINING.next = EnumSet.of(REGISTERED);
    }

    private Set<InstanceState> next;

    /**
     * Tells whether an instance in this state is one to choose.
     *
     * @return whether it gets calls
     */
    public boolean isCallable() {
        return this == READY || this == HEALTHY;
    }

    /**
     * Tells which states may follow.
     *
     * @param state another state
     * @return whether it may; REGISTERED follows all, when an instance registers again
     */
    public boolean mayBecome(InstanceState state) {
        return next.contains(state);
    }

    /**
     * Returns the word of listings.
     *
     * @return the name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

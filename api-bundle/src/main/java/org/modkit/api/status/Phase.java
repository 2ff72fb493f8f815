// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import java.util.Optional;
import org.modkit.api.capability.Capability;

/** The phases of a module's life, in the order in which it climbs them; it goes down in the reverse order. */
public enum Phase {
    /** System modules look at the runtime. */
    PRE_INIT(Capability.SYSTEM, false),
    /** Migrations run; undone by closing the pool. */
    DATABASE(Capability.DATABASE, true),
    /** The core is initialized; undone by closing it. */
    INIT(null, false),
    /** System modules look around after everybody's init. */
    POST_INIT(Capability.SYSTEM, false),
    /** REST resources are mounted; undone by unmounting. */
    REST(Capability.REST, true),
    /** gRPC services are handed over; undone by taking them back. */
    GRPC(Capability.GRPC, true),
    /** Runnable modules start and become ready; undone by stopping. */
    START(Capability.RUNNABLE, false);

    private final Capability capability;
    private final boolean hosted;

    Phase(Capability capability, boolean hosted) {
        this.capability = capability;
        this.hosted = hosted;
    }

    /**
     * Returns the capability that makes a module take part.
     *
     * @return the capability, or empty if every module takes part
     */
    public Optional<Capability> capability() {
        return Optional.ofNullable(capability);
    }

    /**
     * Tells whether another bundle carries the phase out, a {@link org.modkit.api.spi.PhaseHost}.
     *
     * @return whether modules wait before it until such a bundle is there
     */
    public boolean hosted() {
        return hosted;
    }
}

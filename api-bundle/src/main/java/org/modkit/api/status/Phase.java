// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

import java.util.Set;
import org.modkit.api.capability.Capability;

/** The phases of a module's life, in the order in which it climbs them; it goes down in the reverse order. */
public enum Phase {
    /** System modules look at the runtime. */
    PRE_INIT(false, Capability.SYSTEM),
    /** Migrations run; undone by closing the pool. */
    DATABASE(true, Capability.DATABASE),
    /**
     * Modules that are configured to run out of process are started there and become ready; undone by stopping them. They
     * take part in no other phase, and no other module takes part in this one. It stands before the init of those that need
     * them, so that these find clients.
     */
    SPAWN(true) {
        @Override
        public boolean isFor(Set<Capability> having) {
            return false;
        }
    },
    /** The core is initialized; undone by closing it. */
    INIT(false),
    /** System modules look around after everybody's init. */
    POST_INIT(false, Capability.SYSTEM),
    /** REST resources are mounted; undone by unmounting. */
    REST(true, Capability.REST),
    /** gRPC services are handed over; undone by taking them back. */
    GRPC(true, Capability.GRPC),
    /** Runnable modules start and become ready; undone by stopping. */
    START(false, Capability.RUNNABLE),
    /** Requests are let in to what is mounted; undone by letting no more in and waiting for those under way. */
    OPEN(false, Capability.REST, Capability.GRPC);

    private final Set<Capability> capabilities;
    private final boolean hosted;

    Phase(boolean hosted, Capability... capabilities) {
        this.hosted = hosted;
        this.capabilities = Set.of(capabilities);
    }

    /**
     * Tells whether a module that runs in this process takes part.
     *
     * @param having the module's capabilities
     * @return whether the phase is for every module, or for a capability it has
     */
    public boolean isFor(Set<Capability> having) {
        return capabilities.isEmpty() || capabilities.stream().anyMatch(having::contains);
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

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import java.util.Optional;
import java.util.function.Supplier;
import org.modkit.api.spi.PhaseHost;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers the host of the phase when children can be let in for the first time, or when a program of the user's is to run
 * that need not be let in; until then modules wait, with a sentence of the runtime's. Any thread may call it.
 */
final class Gate implements AutoCloseable {
    private final Neighbors neighbors;
    private final Supplier<ServiceRegistration<PhaseHost>> registering;
    private final boolean isChild;
    private boolean isDecided;
    private boolean isClosed;
    private Optional<ServiceRegistration<PhaseHost>> host = Optional.empty();

    Gate(Neighbors neighbors, Supplier<ServiceRegistration<PhaseHost>> registering, boolean isChild) {
        this.neighbors = neighbors;
        this.registering = registering;
        this.isChild = isChild;
    }

    /** Something has come. */
    void look() {
        open(isChild || neighbors.isComplete());
    }

    /** Something is configured otherwise. Not to be called where Configuration Admin may hold a lock. */
    void reconfigured() {
        open(neighbors.needsNoHub());
    }

    private void open(boolean isTime) {
        if (isTime && decide()) {
            // Not while a lock is held: the runtime hears of it on this thread.
            ServiceRegistration<PhaseHost> registered = registering.get();
            if (!keep(registered)) {
                registered.unregister();
            }
        }
    }

    private synchronized boolean decide() {
        boolean isFirst = !isDecided && !isClosed;
        isDecided = true;
        return isFirst;
    }

    private synchronized boolean keep(ServiceRegistration<PhaseHost> registered) {
        if (!isClosed) {
            host = Optional.of(registered);
        }
        return !isClosed;
    }

    private synchronized Optional<ServiceRegistration<PhaseHost>> end() {
        isClosed = true;
        return host;
    }

    @Override
    public void close() {
        end().ifPresent(ServiceRegistration::unregister);
    }
}

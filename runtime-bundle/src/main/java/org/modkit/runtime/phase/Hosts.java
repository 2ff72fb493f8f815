// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.modkit.api.spi.DatabaseHost;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.Phase;

/** The hosts of phases that are no modules, at this moment. Filled by {@code track}, asked on hook threads. */
public final class Hosts {
    private final Map<Phase, PhaseHost> hosts = new ConcurrentHashMap<>();

    /**
     * Puts a host into its place, to be called before the loop is told of it.
     *
     * @param phase the phase
     * @param host the host
     */
    public void put(Phase phase, PhaseHost host) {
        hosts.put(phase, host);
    }

    /**
     * Takes a host out of its place, to be called after everybody has left its phase.
     *
     * @param phase the phase
     * @param host the host; another one in its place stays
     */
    public void remove(Phase phase, PhaseHost host) {
        hosts.remove(phase, host);
    }

    /** The host of the database phase; null if there is none or it opens no databases. */
    DatabaseHost databases() {
        return hosts.get(Phase.DATABASE) instanceof DatabaseHost host ? host : null;
    }

    /** The host of a phase; null if there is none. */
    PhaseHost of(Phase phase) {
        return hosts.get(phase);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries out one phase for every module that takes part in it.
 *
 * <p>Registered as an OSGi service with the property {@code modkit.phase} naming a phase that is
 * {@linkplain org.modkit.api.status.Phase#hosted() hosted}, or by a module whose capability says so, such as
 * {@link org.modkit.api.capability.ApiGatewayCapability}; a service that is no module is the host of its phase for as long
 * as it is registered. Modules climb no further than below that phase before there is a host. When it leaves, those in the
 * database phase first come down to there; from the hosts of requests they are taken by {@link #down}, and those that run
 * go on running. The order, the threads and the deadlines are the runtime's.
 */
@ConsumerType
public interface PhaseHost {
    /** The service property that names the phase. */
    String PHASE = "modkit.phase";

    /**
     * Takes a module into the phase. Called on a thread of the runtime, for several modules at the same time.
     *
     * @param guest the module
     * @throws Exception fails the module; {@link #down} is called all the same
     */
    void up(PhaseGuest guest) throws Exception;

    /**
     * Takes a module out of the phase. Called once after every {@link #up} that was begun.
     *
     * @param guest the module
     * @throws Exception is reported; the way down goes on
     */
    void down(PhaseGuest guest) throws Exception;
}

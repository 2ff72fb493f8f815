// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The host of a phase through which requests come to modules: they come last and go first.
 *
 * <p>Registered like every {@link PhaseHost}, under that type. What {@link #up} has prepared gets no requests until
 * {@link #open}, and none after {@link #close}.
 */
@ConsumerType
public interface TrafficHost extends PhaseHost {
    /**
     * Lets requests in. Called on a thread of the runtime, as the last thing of the module's start.
     *
     * @param guest the module, which has started
     * @throws Exception fails the module's start
     */
    void open(PhaseGuest guest) throws Exception;

    /**
     * Lets no more requests in and waits for those under way. Called on a thread of the runtime, before the module's
     * stop, whose deadline holds for both together; once after every {@link #open} that was begun.
     *
     * @param guest the module
     * @throws Exception is reported; the way down goes on
     */
    void close(PhaseGuest guest) throws Exception;
}

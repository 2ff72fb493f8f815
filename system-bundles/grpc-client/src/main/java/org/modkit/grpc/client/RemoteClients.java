// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client;

import org.modkit.api.Registration;
import org.modkit.api.spi.PhaseGuest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives others their clients of modules that run in other processes. An OSGi service, for whoever starts such modules.
 *
 * <p>Any thread may call it.
 */
@ProviderType
public interface RemoteClients {
    /**
     * Puts a client for every {@link RemoteClient} of a module into the module's ClientHub, also of those that come later,
     * and takes it back when its RemoteClient goes.
     *
     * @param guest the module
     * @return takes all of them back; nobody is called any more when closing it has returned
     */
    Registration publish(PhaseGuest guest);
}

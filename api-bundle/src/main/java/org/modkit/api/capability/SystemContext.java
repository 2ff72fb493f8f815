// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import java.util.UUID;
import org.modkit.api.status.ModkitRuntime;
import org.osgi.annotation.versioning.ProviderType;

/** The runtime's inside, shown to system modules only. */
@ProviderType
public interface SystemContext {
    /**
     * Returns the id of this process.
     *
     * @return a random id, new at every start of the container
     */
    UUID instanceId();

    /**
     * Returns the runtime, to watch and to steer.
     *
     * @return the same object for all
     */
    ModkitRuntime runtime();
}

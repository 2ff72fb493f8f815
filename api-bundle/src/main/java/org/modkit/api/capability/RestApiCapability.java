// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module with REST resources.
 *
 * <p>They are mounted by the REST host; until one is installed, such a module waits and says so. Once it runs, it goes on
 * when the host leaves, and is mounted by the next one.
 */
@ConsumerType
public interface RestApiCapability {
    /**
     * Returns the resources and providers to mount.
     *
     * <p>Called on a thread of the runtime after the inits of the module's wave, and again for each REST host that comes
     * while the module runs.
     *
     * @return Jakarta REST objects; typed loosely so that this bundle needs no REST library
     */
    Collection<Object> resources();
}

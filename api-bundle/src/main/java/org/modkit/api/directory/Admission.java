// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.directory;

import java.util.Set;
import java.util.UUID;
import org.modkit.api.Registration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who but this process may speak to the directory: nobody, until whoever started a child admits it.
 *
 * <p>An OSGi service for as long as the directory's bundle is active; it outlives restarts of the directory's module, not
 * of its bundle. Any thread may call it.
 */
@ProviderType
public interface Admission {
    /**
     * Lets the bearer of a token ask the directory, and register one instance of each of some modules.
     *
     * @param modules the names of the modules that run in the child
     * @param id the id of the instance, the same for all of them
     * @param token known to the child and to whoever started it; at least 128 bits by chance
     * @return closed when the child is gone; what it registered is forgotten then
     */
    Registration admit(Set<String> modules, UUID id, String token);
}

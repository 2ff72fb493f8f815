// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.client;

import org.modkit.api.Registration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Follows the current client of one type and scope.
 *
 * <p>{@link #get()} costs a volatile read. Any thread may use it.
 *
 * @param <T> the interface
 */
@ProviderType
public interface ClientHandle<T> extends Registration {
    /**
     * Returns the client of this moment; hold it for one operation, not for good.
     *
     * @return the client
     * @throws ClientNotFoundException if there is none at this moment
     */
    T get();

    /**
     * Tells whether there is a client at this moment.
     *
     * @return whether {@link #get()} would return one
     */
    boolean isPresent();
}

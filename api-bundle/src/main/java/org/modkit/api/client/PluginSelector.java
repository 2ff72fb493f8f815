// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.client;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Chooses one of a vendor's plugins and keeps to the choice.
 *
 * <p>The lowest priority wins; among equals, the one registered first. Threads that ask at the same time share one
 * choice; a failure is not remembered. A chosen plugin that leaves is forgotten by itself, which the original's selector
 * does not do. Any thread may use it.
 *
 * @param <T> the interface of the plugins
 */
@ProviderType
public interface PluginSelector<T> {
    /**
     * Returns the chosen plugin, choosing if none is chosen.
     *
     * @return the plugin's client
     * @throws ClientNotFoundException if the vendor has none
     */
    T get();

    /**
     * Forgets the choice.
     *
     * @return whether there was one
     */
    boolean reset();
}

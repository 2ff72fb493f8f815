// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.client;

import java.util.Optional;
import org.modkit.api.Registration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The typed registry through which modules find each other's clients.
 *
 * <p>Entries are keyed by the interface <em>class</em> and optionally a scope; scoped and global entries never shadow
 * each other. The last registration wins; references handed out earlier stay valid. Entries belong to the module that
 * registered them and vanish after it is closed, which is after every module that needs it; an entry it had covered
 * shows again.
 *
 * <p>The hub is a view over the OSGi service registry: what is registered here is a service that any bundle may
 * reference, and a service that some other bundle published is found here when the hub itself has no entry.
 *
 * <p>All methods may be called from any thread and never block on one another. Lookups of anything hot go through a
 * {@link ClientHandle}.
 */
@ProviderType
public interface ClientHub {
    /**
     * Registers a client of this module.
     *
     * @param type the interface under which it is found
     * @param client the implementation
     * @param <T> the interface
     * @return takes the entry back before the module is closed
     */
    <T> Registration register(Class<T> type, T client);

    /**
     * Registers a client of this module under a scope.
     *
     * @param type the interface under which it is found
     * @param scope tells apart several clients of one type
     * @param client the implementation
     * @param <T> the interface
     * @return takes the entry back before the module is closed
     */
    <T> Registration register(Class<T> type, ClientScope scope, T client);

    /**
     * Registers a client as a plugin, found by its scope {@link Plugin#scope()} and by {@link #selector}.
     *
     * @param type the interface under which it is found
     * @param plugin who offers it, and how eagerly
     * @param client the implementation
     * @param <T> the interface
     * @return takes the entry back before the module is closed
     */
    <T> Registration register(Class<T> type, Plugin plugin, T client);

    /**
     * Returns the current client of a type.
     *
     * @param type the interface
     * @param <T> the interface
     * @return the client
     * @throws ClientNotFoundException if there is none, saying what comes nearest
     */
    <T> T get(Class<T> type);

    /**
     * Returns the current client of a type and scope.
     *
     * @param type the interface
     * @param scope the scope
     * @param <T> the interface
     * @return the client
     * @throws ClientNotFoundException if there is none, saying what comes nearest
     */
    <T> T get(Class<T> type, ClientScope scope);

    /**
     * Looks for the current client of a type.
     *
     * @param type the interface
     * @param <T> the interface
     * @return the client, or empty
     */
    <T> Optional<T> find(Class<T> type);

    /**
     * Looks for the current client of a type and scope.
     *
     * @param type the interface
     * @param scope the scope
     * @param <T> the interface
     * @return the client, or empty
     */
    <T> Optional<T> find(Class<T> type, ClientScope scope);

    /**
     * Returns a handle that follows the current client of a type across its replacement.
     *
     * @param type the interface
     * @param <T> the interface
     * @return a handle, closed with this module at the latest
     */
    <T> ClientHandle<T> handle(Class<T> type);

    /**
     * Returns a handle that follows the current client of a type and scope across its replacement.
     *
     * @param type the interface
     * @param scope the scope
     * @param <T> the interface
     * @return a handle, closed with this module at the latest
     */
    <T> ClientHandle<T> handle(Class<T> type, ClientScope scope);

    /**
     * Returns a selector that chooses one of the plugins of a vendor.
     *
     * @param type the interface of the plugins
     * @param vendor whose plugins
     * @param <T> the interface
     * @return a selector that has not chosen yet
     */
    <T> PluginSelector<T> selector(Class<T> type, String vendor);

    /**
     * Counts the entries that modules have registered, global and scoped.
     *
     * @return the number of entries
     */
    int size();
}

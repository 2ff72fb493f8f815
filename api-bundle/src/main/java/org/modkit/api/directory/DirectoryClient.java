// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.directory;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.modkit.api.Registration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The directory as its clients see it, the same whether it is in this process or in that of the host.
 *
 * <p>An OSGi service, and so in every module's hub, for as long as the directory can be asked. Any thread may call it; the
 * one of another process waits for its answer, at most some seconds. Comes from the original's {@code DirectoryClient}.
 */
@ProviderType
public interface DirectoryClient {
    /**
     * Chooses an instance for a call, one after the other.
     *
     * @param service full name of a gRPC service
     * @return where it is reached, or nothing if no instance can be called
     * @throws DirectoryException if the directory can't be asked, or refuses
     */
    Optional<URI> resolve(String service);

    /**
     * Returns all that a client may balance between.
     *
     * @param service full name of a gRPC service
     * @return instances that can be called, in a steady order
     * @throws DirectoryException if the directory can't be asked, or refuses
     */
    List<ServiceInstance> serving(String service);

    /**
     * Returns what there is of a module, in whatever state.
     *
     * @param module name of a module
     * @return its instances, in a steady order
     * @throws DirectoryException if the directory can't be asked, or refuses
     */
    List<ServiceInstance> instances(String module);

    /**
     * Says that an instance is there. It gets calls from its first {@link #heartbeat} on.
     *
     * @param module name of the module
     * @param id the id of the instance
     * @param services where its gRPC services are reached, by their full names
     * @param version of the module; empty if it has none to tell
     * @throws DirectoryException if the directory can't be asked, or refuses
     */
    void register(String module, UUID id, Map<String, URI> services, Optional<String> version);

    /**
     * Says that an instance is alive.
     *
     * @param module name of the module
     * @param id the id of the instance
     * @return whether it is known; if not, it has to register again
     * @throws DirectoryException if the directory can't be asked, or refuses
     */
    boolean heartbeat(String module, UUID id);

    /**
     * Says that an instance is going. One that is not known is gone already.
     *
     * @param module name of the module
     * @param id the id of the instance
     * @throws DirectoryException if the directory can't be asked, or refuses
     */
    void deregister(String module, UUID id);

    /**
     * Hears when other answers may have become due. Of a directory in another process that is now and then, so that whoever
     * needs to know asks again.
     *
     * @param changed called on a thread of the directory; must not block
     * @return to be closed by who listens
     */
    Registration listen(Runnable changed);
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.net.URI;
import java.util.Optional;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.process.backend.Backend;
import org.modkit.process.render.Configurations;

/** What the host of processes has around it at a moment. Any thread may ask. */
public interface Surroundings {
    /**
     * Returns where children ask the directory.
     *
     * @return the endpoint of the hub of this process; nothing while it does not listen
     */
    Optional<URI> hub();

    /**
     * Returns the directory as this process asks it.
     *
     * @return nothing while there is none
     */
    Optional<DirectoryClient> directory();

    /**
     * Returns who lets children speak to the directory.
     *
     * @return nothing while there is nobody
     */
    Optional<Admission> admission();

    /**
     * Returns who starts processes now.
     *
     * @return the best there is
     */
    Backend backend();

    /**
     * Returns what the configuration says now.
     *
     * @return all of it
     */
    Configurations configuration();

    /**
     * Puts clients of a module that runs elsewhere into its hub, as soon as somebody is there who makes such.
     *
     * @param guest the module
     * @return takes them back
     */
    Registration publish(PhaseGuest guest);

    /**
     * Returns how often a child of our own is to say that it is well.
     *
     * @return nothing if it is to decide for itself
     */
    Optional<String> heartbeat();

    /**
     * Tells whether children can be let in and looked after.
     *
     * @return whether hub, directory and admission are there
     */
    default boolean isComplete() {
        return hub().isPresent() && directory().isPresent() && admission().isPresent();
    }
}

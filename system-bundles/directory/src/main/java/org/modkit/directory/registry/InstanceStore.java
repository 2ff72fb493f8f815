// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.util.List;
import java.util.Optional;

/**
 * Where instances are kept. Any thread calls it.
 *
 * <p>All that is asked of it is to compare and to set one entry in one step, which distributed stores offer as well. What
 * is decided is decided by {@link Registry}, which tries again when somebody was faster. Whose a service is, it decides for one
 * registration at a time; registries that share a store have to agree on that by entries of their own.
 */
public interface InstanceStore {
    /**
     * Finds an entry.
     *
     * @param key its key
     * @return what is kept now
     */
    Optional<Instance> find(InstanceKey key);

    /**
     * Puts an entry in the place of what is there, if that is still what was expected.
     *
     * @param key the key
     * @param expected what must be there; empty for nothing
     * @param next what is to be there; empty for nothing
     * @return whether it is done
     */
    boolean replace(InstanceKey key, Optional<Instance> expected, Optional<Instance> next);

    /**
     * Returns all entries.
     *
     * @return each as it was at some moment of this call, in the order of their keys
     */
    List<Instance> all();
}

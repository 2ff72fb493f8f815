// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modkit.api.directory.InstanceState;

/**
 * One instance of a module at one moment. Immutable.
 *
 * @param key what tells it apart
 * @param services where its gRPC services are reached, by their full names; none if it has none
 * @param version of the module, if it said one
 * @param state how it is
 * @param heard when it was last heard of
 */
public record Instance(
        InstanceKey key,
        SortedMap<String, URI> services,
        Optional<String> version,
        InstanceState state,
        Instant heard) {
    /** Copies the services. */
    public Instance {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /** Another moment of the same instance. */
    Instance in(InstanceState next) {
        if (next != state && !Transitions.isLegal(state, next)) {
            throw new IllegalStateException(state + " can't become " + next);
        }
        return new Instance(key, services, version, next, heard);
    }

    Instance heardAt(Instant moment) {
        return new Instance(key, services, version, state, moment);
    }
}

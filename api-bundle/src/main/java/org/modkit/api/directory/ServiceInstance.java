// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.directory;

import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One instance of a module at one moment.
 *
 * @param module the module's name
 * @param id tells it from the module's other instances; of modules in this process, the id of this process
 * @param services where its gRPC services are reached, by their full names; none if it has none
 * @param version of the module, if it said one
 * @param state how it is
 */
public record ServiceInstance(
        String module, UUID id, SortedMap<String, URI> services, Optional<String> version, InstanceState state) {
    /** Copies the services. */
    public ServiceInstance {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The services of one incarnation of a module, and the calls to them. */
public final class Offer {
    private final String module;
    private final Calls calls;
    private final SortedMap<String, ServerServiceDefinition> services;

    /** @param services by their names, as the module made them */
    Offer(String module, Calls calls, Map<String, ServerServiceDefinition> services) {
        this.module = module;
        this.calls = calls;
        this.services = new TreeMap<>(services);
    }

    String module() {
        return module;
    }

    Calls calls() {
        return calls;
    }

    SortedMap<String, ServerServiceDefinition> services() {
        return services;
    }

    /** The method, or {@code null} if the service has none of that name. */
    ServerMethodDefinition<?, ?> method(String service, String fullName) {
        return services.get(service).getMethod(fullName);
    }
}

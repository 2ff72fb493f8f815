// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.enroll;

import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modkit.api.capability.Capability;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;

/**
 * What a module has to say of itself.
 *
 * @param services where its gRPC services are reached, by their full names
 * @param version of its bundle
 */
public record Claim(SortedMap<String, URI> services, Optional<String> version) {
    /** Copies the services. */
    public Claim {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /**
     * Looks whether a module can be called.
     *
     * @param module its name
     * @param runtime tells whether it runs
     * @param hub tells which of its services are reached where; empty while there is no hub
     * @return what it has to say; nothing as long as it does not run, or has services that can't be called yet
     */
    public static Optional<Claim> of(String module, ModkitRuntime runtime, Optional<GrpcEndpoint> hub) {
        return runtime.status()
                .module(module)
                .filter(found -> found.state() == ModuleState.RUNNING)
                .flatMap(found -> of(found, hub));
    }

    private static Optional<Claim> of(ModuleStatus module, Optional<GrpcEndpoint> hub) {
        var services = new TreeMap<String, URI>();
        hub.ifPresent(found -> found.services().forEach((service, owner) -> {
            if (owner.equals(module.name())) {
                services.put(service, found.uri());
            }
        }));
        boolean isAway = services.isEmpty() && module.capabilities().contains(Capability.GRPC.label());
        return isAway
                ? Optional.empty()
                : Optional.of(new Claim(services, Optional.of(module.bundle().version())));
    }
}

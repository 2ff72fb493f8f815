// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.directory.registry.Instance;
import org.modkit.directory.registry.InstanceKey;

/**
 * The modules of this process, as instances. Those that run are healthy; their services are those that the hub lets calls in
 * to. Asked anew each time, so there is nothing that could be outdated.
 */
final class LocalInstances implements Supplier<List<Instance>> {
    private final UUID process;
    private final InstantSource clock;
    private final Supplier<Optional<ModkitRuntime>> runtime;
    private final Supplier<Optional<GrpcEndpoint>> hub;

    LocalInstances(
            UUID process,
            InstantSource clock,
            Supplier<Optional<ModkitRuntime>> runtime,
            Supplier<Optional<GrpcEndpoint>> hub) {
        this.process = process;
        this.clock = clock;
        this.runtime = runtime;
        this.hub = hub;
    }

    @Override
    public List<Instance> get() {
        var modules = new TreeMap<String, SortedMap<String, URI>>();
        var versions = new TreeMap<String, String>();
        runtime.get()
                .ifPresent(found -> found.status().modules().stream()
                        .filter(module -> module.state() == ModuleState.RUNNING)
                        // Those that run elsewhere speak for themselves.
                        .filter(module -> module.place().isEmpty())
                        .forEach(module -> {
                            modules.put(module.name(), new TreeMap<>());
                            versions.put(module.name(), module.bundle().version());
                        }));
        hub.get()
                .ifPresent(found -> found.services()
                        .forEach((service, module) -> modules.computeIfAbsent(module, name -> new TreeMap<>())
                                .put(service, found.uri())));
        return modules.entrySet().stream()
                .map(each -> new Instance(
                        new InstanceKey(each.getKey(), process),
                        each.getValue(),
                        Optional.ofNullable(versions.get(each.getKey())),
                        InstanceState.HEALTHY,
                        clock.instant()))
                .toList();
    }
}

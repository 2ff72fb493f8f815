// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.NeedStatus;
import org.modkit.directory.registry.Instance;
import org.modkit.directory.rest.ListedModule.ListedInstance;

/** All modules with their instances. Called on threads of the gateway. */
@Path("v1/modules")
@Produces(MediaType.APPLICATION_JSON)
public final class Modules {
    private final Supplier<Optional<ModkitRuntime>> runtime;
    private final Supplier<List<Instance>> instances;

    Modules(Supplier<Optional<ModkitRuntime>> runtime, Supplier<List<Instance>> instances) {
        this.runtime = runtime;
        this.instances = instances;
    }

    /**
     * Returns what the runtime or the directory knows of.
     *
     * @return modules by name
     */
    @GET
    public List<ListedModule> all() {
        Map<String, List<Instance>> byModule = instances.get().stream()
                .collect(Collectors.groupingBy(each -> each.key().module(), TreeMap::new, Collectors.toList()));
        var modules = new TreeMap<String, ListedModule>();
        byModule.forEach((name, found) -> modules.put(name, elsewhere(name, found)));
        runtime.get()
                .ifPresent(known -> known.status()
                        .modules()
                        .forEach(module -> modules.put(
                                module.name(), here(module, byModule.getOrDefault(module.name(), List.of())))));
        return List.copyOf(modules.values());
    }

    private static ListedModule here(ModuleStatus module, List<Instance> found) {
        return new ListedModule(
                module.name(),
                version(found),
                module.capabilities(),
                module.needs().stream().map(NeedStatus::module).toList(),
                module.place().isEmpty() ? "compiled_in" : "out_of_process",
                listed(found));
    }

    /** One that this process hears of only because a child registers it. */
    private static ListedModule elsewhere(String name, List<Instance> found) {
        return new ListedModule(name, version(found), List.of(), List.of(), "out_of_process", listed(found));
    }

    private static String version(List<Instance> found) {
        return found.stream()
                .map(each -> each.version().orElse(null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<ListedInstance> listed(List<Instance> found) {
        return found.stream()
                .map(each -> new ListedInstance(
                        each.key().id(),
                        each.version().orElse(null),
                        each.state().name().toLowerCase(Locale.ROOT),
                        uris(each)))
                .toList();
    }

    private static Map<String, String> uris(Instance instance) {
        var uris = new TreeMap<String, String>();
        instance.services().forEach((service, uri) -> uris.put(service, uri.toString()));
        return uris;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.NeedStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.directory.registry.InstanceKey;
import org.modkit.directory.rest.ListedModule.ListedInstance;

class ModulesTest {
    private static final UUID ID = new UUID(0, 1);

    @Test
    void listsWhatTheRuntimeAndTheDirectoryKnow() {
        var modules = new Modules(
                () -> Optional.of(runtime(module("gateway", "", "sums"), module("sums", "process 4711"))),
                () -> List.of(
                        instance("gateway", InstanceState.HEALTHY, Optional.of("2.0.0")),
                        instance("stray", InstanceState.REGISTERED, Optional.empty()),
                        instance("sums", InstanceState.QUARANTINED, Optional.of("1.2.0"))));

        assertThat(modules.all())
                .containsExactly(
                        new ListedModule(
                                "gateway",
                                "2.0.0",
                                List.of("core"),
                                List.of("sums"),
                                "compiled_in",
                                List.of(listed("2.0.0", "healthy"))),
                        new ListedModule(
                                "stray",
                                null,
                                List.of(),
                                List.of(),
                                "out_of_process",
                                List.of(listed(null, "registered"))),
                        new ListedModule(
                                "sums",
                                "1.2.0",
                                List.of("core"),
                                List.of(),
                                "out_of_process",
                                List.of(listed("1.2.0", "quarantined"))));
    }

    private static ListedInstance listed(String version, String state) {
        return new ListedInstance(ID, version, state, Map.of("acme.v1.A", "http://127.0.0.1:1"));
    }

    private static org.modkit.directory.registry.Instance instance(
            String module, InstanceState state, Optional<String> version) {
        return new org.modkit.directory.registry.Instance(
                new InstanceKey(module, ID),
                new TreeMap<>(Map.of("acme.v1.A", URI.create("http://127.0.0.1:1"))),
                version,
                state,
                Instant.EPOCH);
    }

    private static ModuleStatus module(String name, String place, String... needs) {
        return new ModuleStatus(
                name,
                ModuleState.RUNNING,
                Optional.empty(),
                false,
                false,
                List.of("core"),
                List.of(needs).stream()
                        .map(need -> new NeedStatus(need, "0.0.0", false, true))
                        .toList(),
                new BundleRef("acme." + name, "1.2.0", 1),
                Instant.EPOCH,
                0,
                place,
                "");
    }

    private static ModkitRuntime runtime(ModuleStatus... modules) {
        var status = new RuntimeStatus(true, true, List.of(modules), List.of());
        return (ModkitRuntime) Proxy.newProxyInstance(
                ModkitRuntime.class.getClassLoader(),
                new Class<?>[] {ModkitRuntime.class},
                (proxy, method, arguments) -> status);
    }
}

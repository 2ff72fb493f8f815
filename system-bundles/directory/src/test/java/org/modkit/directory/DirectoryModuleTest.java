// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.directory.registry.Instance;
import org.modkit.directory.registry.Limits;

class DirectoryModuleTest {
    private static final UUID PROCESS = new UUID(0, 1);

    @Test
    void isAsPatientAsTheOriginalUnlessConfiguredOtherwise() {
        assertThat(new DirectoryConfig(null, null).limits()).isEqualTo(Limits.USUAL);
        assertThat(new DirectoryConfig(Duration.ofSeconds(5), null).betweenSweeps())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> new DirectoryConfig(Duration.ZERO, null)).hasMessage("'ttl' must be at least 10 ms");
    }

    @Test
    void showsRunningModulesWithTheServicesThatCanBeCalled() {
        var runtime = runtime(
                module("sums", ModuleState.RUNNING),
                module("broken", ModuleState.FAILED),
                module("away", ModuleState.RUNNING, "process 4711"));
        var hub = hub(new TreeMap<>(Map.of("acme.v1.Calculator", "sums")));
        var local =
                new LocalInstances(PROCESS, () -> Instant.EPOCH, () -> Optional.of(runtime), () -> Optional.of(hub));

        List<Instance> found = local.get();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).key()).hasToString("'sums' (" + PROCESS + ")");
        assertThat(found.get(0).state()).isEqualTo(InstanceState.HEALTHY);
        assertThat(found.get(0).version()).contains("1.2.0");
        assertThat(found.get(0).services())
                .containsExactly(Map.entry("acme.v1.Calculator", URI.create("http://127.0.0.1:1")));
    }

    @Test
    void showsNothingWhereThereIsNeitherRuntimeNorHub() {
        assertThat(new LocalInstances(PROCESS, () -> Instant.EPOCH, Optional::empty, Optional::empty).get())
                .isEmpty();
    }

    private static GrpcEndpoint hub(SortedMap<String, String> services) {
        return new GrpcEndpoint() {
            @Override
            public URI uri() {
                return URI.create("http://127.0.0.1:1");
            }

            @Override
            public SortedMap<String, String> services() {
                return services;
            }
        };
    }

    private static ModuleStatus module(String name, ModuleState state) {
        return module(name, state, "");
    }

    private static ModuleStatus module(String name, ModuleState state, String place) {
        return new ModuleStatus(
                name,
                state,
                Optional.empty(),
                false,
                false,
                List.of(),
                List.of(),
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
                (proxy, method, arguments) -> {
                    if (method.getName().equals("status")) {
                        return status;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}

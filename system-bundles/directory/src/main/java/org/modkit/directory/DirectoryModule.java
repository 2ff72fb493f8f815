// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.directory.registry.InMemoryStore;
import org.modkit.directory.registry.Limits;
import org.modkit.directory.registry.Registry;
import org.modkit.directory.wire.DirectoryService;

/**
 * The module: begins with an empty registry each time, serves it through the hub, and sweeps it while it runs.
 *
 * <p>The runtime calls it, one method after the other.
 */
@ModuleDefinition(name = DirectoryModule.NAME)
public final class DirectoryModule implements ModkitModule, GrpcServiceCapability, RunnableCapability {
    static final String NAME = "directory";

    private final Supplier<Optional<ModkitRuntime>> runtime;
    private final Supplier<Optional<GrpcEndpoint>> hub;

    private volatile Registry registry;
    private volatile Duration betweenSweeps;

    /**
     * Makes the module.
     *
     * @param runtime tells which modules run here
     * @param hub tells where their services are reached
     */
    DirectoryModule(Supplier<Optional<ModkitRuntime>> runtime, Supplier<Optional<GrpcEndpoint>> hub) {
        this.runtime = runtime;
        this.hub = hub;
    }

    @Override
    public void init(ModuleContext context) {
        DirectoryConfig config = context.config(DirectoryConfig.class);
        Limits limits = config.limits();
        var clock = new SteadyClock();
        betweenSweeps = config.betweenSweeps();
        registry = new Registry(new InMemoryStore(), limits, clock, new Telling(limits));
        registry.local(new LocalInstances(context.instanceId(), clock, runtime, hub));
    }

    @Override
    public Collection<Object> services() {
        return List.of(new DirectoryService(registry));
    }

    @Override
    public void start(RunContext run) {
        run.task("sweep", this::sweep);
    }

    private void sweep(CancellationToken cancellation) throws InterruptedException {
        while (!cancellation.await(betweenSweeps)) {
            registry.sweep();
        }
    }
}

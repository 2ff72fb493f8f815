// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.modkit.api.CancellationToken;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.GrpcServiceCapability;
import org.modkit.api.capability.RunContext;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.directory.admission.Passes;
import org.modkit.directory.registry.InMemoryStore;
import org.modkit.directory.registry.Instance;
import org.modkit.directory.registry.InstanceKey;
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

    private final Passes passes = new Passes(this::forget);
    private final Changes changes = new Changes();
    private final Function<DirectoryClient, Runnable> publish;

    private volatile Registry registry;
    private volatile Runnable unpublish = () -> {};
    private volatile Duration betweenSweeps;

    /**
     * Makes the module.
     *
     * @param runtime tells which modules run here
     * @param hub tells where their services are reached
     * @param publish offers the directory to this process, and returns what takes that back
     */
    DirectoryModule(
            Supplier<Optional<ModkitRuntime>> runtime,
            Supplier<Optional<GrpcEndpoint>> hub,
            Function<DirectoryClient, Runnable> publish) {
        this.runtime = runtime;
        this.hub = hub;
        this.publish = publish;
    }

    /** Who may speak to it from outside, which outlives the module's incarnations. */
    Admission admission() {
        return passes;
    }

    private void forget(InstanceKey instance) {
        Registry current = registry;
        if (current != null) {
            current.deregister(instance);
        }
    }

    /** Something outside of the directory has happened that may change its answers. Any thread. */
    void changed() {
        changes.happened();
    }

    /** All there is now; nothing before the module's first init. */
    List<Instance> all() {
        Registry current = registry;
        return current == null ? List.of() : current.all();
    }

    @Override
    public void init(ModuleContext context) {
        DirectoryConfig config = context.config(DirectoryConfig.class);
        Limits limits = config.limits();
        var clock = new SteadyClock();
        betweenSweeps = config.betweenSweeps();
        registry = new Registry(
                new InMemoryStore(), limits, clock, new Telling(limits).andThen(change -> changes.happened()));
        registry.local(new LocalInstances(context.instanceId(), clock, runtime, hub));
    }

    @Override
    public Collection<Object> services() {
        return List.of(DirectoryService.guarded(registry, passes::of));
    }

    @Override
    public void start(RunContext run) {
        run.task("sweep", this::sweep);
        run.task("tell", changes::tell);
        unpublish = publish.apply(new LocalDirectory(registry, changes));
    }

    @Override
    public void stop() {
        unpublish.run();
        unpublish = () -> {};
    }

    private void sweep(CancellationToken cancellation) throws InterruptedException {
        while (!cancellation.await(betweenSweeps)) {
            registry.sweep();
        }
    }
}

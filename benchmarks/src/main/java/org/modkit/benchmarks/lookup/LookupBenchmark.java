// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.lookup;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHandle;
import org.modkit.api.client.ClientHub;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.benchmarks.contender.EmbeddedFelix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** One client, found in four ways by a module of a running runtime. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookupBenchmark {
    private EmbeddedFelix felix;
    private BundleContext context;
    private ServiceReference<IntSupplier> reference;
    private ServiceTracker<IntSupplier, IntSupplier> tracker;
    private ClientHandle<IntSupplier> handle;
    private volatile ClientHub hub;

    /**
     * Starts a framework, the runtime, and the module that looks things up.
     *
     * @throws Exception if one of them does not start
     */
    @Setup
    public void open() throws Exception {
        felix = EmbeddedFelix.start(Map.of());
        context = felix.context();
        felix.install("org.modkit.runtime").start();
        ModkitModule module = new ModkitModule() {
            @Override
            public void init(ModuleContext mine) {
                mine.clients().register(IntSupplier.class, () -> 1);
                hub = mine.clients();
            }
        };
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("modkit.module", "looker"));
        context.registerService(ModkitModule.class, module, properties);
        context.getService(context.getServiceReference(ModkitRuntime.class))
                .settled()
                .toCompletableFuture()
                .get();
        handle = hub.handle(IntSupplier.class);
        reference = context.getServiceReference(IntSupplier.class);
        tracker = new ServiceTracker<>(context, IntSupplier.class, null);
        tracker.open();
    }

    /**
     * Stops the framework.
     *
     * @throws Exception if it does not stop
     */
    @TearDown
    public void close() throws Exception {
        felix.close();
    }

    /**
     * A handle, held by the module.
     *
     * @return the client
     */
    @Benchmark
    public IntSupplier handle() {
        return handle.get();
    }

    /**
     * The hub, asked by type each time.
     *
     * @return the client
     */
    @Benchmark
    public IntSupplier hub() {
        return hub.get(IntSupplier.class);
    }

    /**
     * The framework, with a reference held by the caller.
     *
     * @return the service
     */
    @Benchmark
    public IntSupplier bundleContext() {
        IntSupplier service = context.getService(reference);
        context.ungetService(reference);
        return service;
    }

    /**
     * A tracker, held by the caller.
     *
     * @return the service
     */
    @Benchmark
    public IntSupplier serviceTracker() {
        return tracker.getService();
    }
}

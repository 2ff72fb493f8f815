// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.modkit.api.ModkitModule;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.JournalListener;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.benchmarks.graph.Graph;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

/**
 * The whole of ours: the runtime as a bundle in a framework, modules as plain services of one bundle context.
 *
 * <p>Up ends when {@code settled()} says so. Down is {@code shutdown()}, or every service unregistered in the order of
 * registration, each of which returns when the module and all that need it are down: so the first ones take most of the
 * graph with them. There is no journal file, since the framework has no instance folder, and nobody logs.
 */
public final class ModkitContender implements Replacer {
    private static final long PATIENCE_SECONDS = 300;
    private static final int TOO_MANY = 5_000;

    private final EmbeddedFelix felix;
    private final Bundle bundle;
    private Graph graph;
    private Probe probe;
    private ModkitNode[] nodes;
    private Dictionary<String, Object>[] properties;
    private ServiceRegistration<?>[] registrations = {};
    private ModkitRuntime runtime;
    /** Counted down by the thread that calls listeners. */
    private volatile CountDownLatch running = new CountDownLatch(0);

    /**
     * Starts a framework with the runtime in it.
     *
     * @throws Exception if it does not start
     */
    public ModkitContender() throws Exception {
        felix = EmbeddedFelix.start(Map.of());
        bundle = felix.install("org.modkit.runtime");
        felix.context().registerService(JournalListener.class, this::happened, null);
    }

    private void happened(JournalEntry entry) {
        if (entry.kind() == JournalEntry.Kind.RUNNING) {
            running.countDown();
        }
    }

    @Override
    public String name() {
        return "ModKit";
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    public void prepare(Graph newGraph, Probe newProbe) {
        graph = newGraph;
        probe = newProbe;
        nodes = new ModkitNode[graph.size()];
        properties = new Dictionary[graph.size()];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = new ModkitNode(node, probe);
            properties[node] = ModkitNode.properties(graph, node);
        }
    }

    @Override
    public void fresh() throws BundleException {
        bundle.stop();
        for (ServiceRegistration<?> registration : registrations) {
            if (registration != null) {
                registration.unregister();
            }
        }
        registrations = new ServiceRegistration<?>[graph.size()];
        bundle.start();
        runtime = felix.context().getService(felix.context().getServiceReference(ModkitRuntime.class));
    }

    @Override
    public void up() throws Exception {
        probe.expect(graph.size());
        for (int node = 0; node < nodes.length; node++) {
            registrations[node] = register(node);
        }
        await(runtime.settled());
        probe.await();
    }

    private ServiceRegistration<?> register(int node) {
        return felix.context().registerService(ModkitModule.class, nodes[node], properties[node]);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void down(Way way) throws Exception {
        probe.expect(graph.size());
        if (way == Way.ONE_BY_ONE) {
            for (int node = 0; node < registrations.length; node++) {
                registrations[node].unregister();
                registrations[node] = null;
            }
        } else {
            await(runtime.shutdown());
        }
        probe.await();
    }

    @Override
    public boolean knows(Way way) {
        // One wait after the other: ten thousand of them take too long to be done in every round.
        return way == Way.AT_ONCE || graph.size() < TOO_MANY;
    }

    @Override
    public Replacement replace(int node, int dependents) throws Exception {
        long start = System.nanoTime();
        probe.expect(1 + dependents);
        registrations[node].unregister();
        probe.await();
        long out = System.nanoTime();
        probe.expect(1 + dependents);
        running = new CountDownLatch(1 + dependents);
        registrations[node] = register(node);
        // Not settled(): that also draws up the status of every module for whoever asks.
        if (!running.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("Expected all modules to run again, but they do not.");
        }
        return new Replacement(out - start, System.nanoTime() - out);
    }

    @Override
    public void close() throws Exception {
        felix.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceController.Mode;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;
import org.modkit.benchmarks.graph.Graph;

/**
 * JBoss MSC, the service container of WildFly: one active service per node, providing one value, requiring those of its
 * needs.
 *
 * <p>A round waits for the last start or stop call and then for the container to be stable; the second wait alone would
 * not do, because the container may be stable for a moment between two installations.
 */
public final class MscContender implements Replacer {
    private static final long PATIENCE_SECONDS = 300;
    private static final long KEEP_ALIVE_SECONDS = 30;

    private final int threads;
    private Graph graph;
    private Probe probe;
    private ServiceName[] names;
    private ServiceContainer container;
    private ServiceController<?>[] controllers;

    /**
     * Makes it.
     *
     * @param threads the threads of its pool; MSC's own choice is two per processor, eight at most
     */
    public MscContender(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "MSC, " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public void prepare(Graph newGraph, Probe newProbe) {
        graph = newGraph;
        probe = newProbe;
        names = new ServiceName[graph.size()];
        for (int node = 0; node < names.length; node++) {
            names[node] = ServiceName.of(graph.name(node));
        }
    }

    @Override
    public void fresh() throws Exception {
        close();
        container = ServiceContainer.Factory.create(threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, false);
        controllers = new ServiceController<?>[graph.size()];
    }

    @Override
    public void up() throws Exception {
        probe.expect(graph.size());
        for (int node = 0; node < names.length; node++) {
            controllers[node] = install(node);
        }
        settle();
    }

    private ServiceController<?> install(int node) {
        ServiceBuilder<?> builder = container.addService();
        Consumer<Object> provided = builder.provides(names[node]);
        graph.needs(node).forEach(need -> builder.requires(names[need]));
        return builder.setInstance(new Node(node, provided, probe)).install();
    }

    private void settle() throws Exception {
        probe.await();
        if (!container.awaitStability(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("Expected MSC to become stable, but it did not.");
        }
    }

    @Override
    public void down(Way way) throws Exception {
        probe.expect(graph.size());
        if (way == Way.ONE_BY_ONE) {
            for (ServiceController<?> controller : controllers) {
                controller.setMode(Mode.REMOVE);
            }
            settle();
        } else {
            container.shutdown();
            container.awaitTermination();
        }
        probe.await();
    }

    @Override
    public boolean knows(Way way) {
        return true;
    }

    @Override
    public Replacement replace(int node, int dependents) throws Exception {
        long start = System.nanoTime();
        probe.expect(1 + dependents);
        controllers[node].setMode(Mode.REMOVE);
        settle();
        long out = System.nanoTime();
        probe.expect(1 + dependents);
        controllers[node] = install(node);
        settle();
        return new Replacement(out - start, System.nanoTime() - out);
    }

    @Override
    public void close() throws Exception {
        if (container != null) {
            container.shutdown();
            container.awaitTermination();
        }
    }

    /** A service that provides itself and counts. */
    private record Node(int node, Consumer<Object> provided, Probe probe) implements Service {
        @Override
        public void start(StartContext context) {
            provided.accept(this);
            probe.up(node);
        }

        @Override
        public void stop(StopContext context) {
            provided.accept(null);
            probe.down(node);
        }
    }
}

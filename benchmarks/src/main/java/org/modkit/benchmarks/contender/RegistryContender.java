// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.util.Dictionary;
import java.util.Map;
import org.modkit.api.ModkitModule;
import org.modkit.benchmarks.graph.Graph;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The bare service registry with one tracker: no graph, no order, the hook called on the registering thread.
 *
 * <p>Not a competitor but the floor: whatever tracks modules as services pays at least this.
 */
public final class RegistryContender implements Contender {
    private final EmbeddedFelix felix;
    private Graph graph;
    private ModkitNode[] nodes;
    private Dictionary<String, Object>[] properties;
    private ServiceRegistration<?>[] registrations;
    private ServiceTracker<ModkitModule, ModkitModule> tracker;

    /**
     * Starts a framework with nothing in it.
     *
     * @throws Exception if it does not start
     */
    public RegistryContender() throws Exception {
        felix = EmbeddedFelix.start(Map.of());
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    public void prepare(Graph newGraph, Probe probe) {
        graph = newGraph;
        nodes = new ModkitNode[graph.size()];
        properties = new Dictionary[graph.size()];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = new ModkitNode(node, probe);
            properties[node] = ModkitNode.properties(graph, node);
        }
    }

    @Override
    public void fresh() {
        if (tracker != null) {
            tracker.close();
        }
        registrations = new ServiceRegistration<?>[graph.size()];
        tracker = new ServiceTracker<>(felix.context(), ModkitModule.class, new Hooks(felix.context()));
        tracker.open();
    }

    @Override
    public void up() {
        for (int node = 0; node < nodes.length; node++) {
            registrations[node] = felix.context().registerService(ModkitModule.class, nodes[node], properties[node]);
        }
    }

    @Override
    public void down(Way way) {
        // From the last to the first: nobody keeps an order here, and this is the right one.
        for (int node = nodes.length - 1; node >= 0; node--) {
            registrations[node].unregister();
        }
    }

    @Override
    public boolean knows(Way way) {
        return way == Way.ONE_BY_ONE;
    }

    @Override
    public void close() throws Exception {
        felix.close();
    }

    private record Hooks(BundleContext context) implements ServiceTrackerCustomizer<ModkitModule, ModkitModule> {
        @Override
        public ModkitModule addingService(ServiceReference<ModkitModule> reference) {
            ModkitModule module = context.getService(reference);
            ((ModkitNode) module).init(null);
            return module;
        }

        @Override
        public void modifiedService(ServiceReference<ModkitModule> reference, ModkitModule module) {
            // Nobody modifies one.
        }

        @Override
        public void removedService(ServiceReference<ModkitModule> reference, ModkitModule module) {
            ((ModkitNode) module).close();
            context.ungetService(reference);
        }
    }
}

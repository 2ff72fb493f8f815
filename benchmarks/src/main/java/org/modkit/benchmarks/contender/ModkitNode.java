// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.util.Dictionary;
import java.util.Hashtable;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.benchmarks.graph.Graph;

/** A module that counts. */
record ModkitNode(int node, Probe probe) implements ModkitModule {
    @Override
    public void init(ModuleContext context) {
        probe.up(node);
    }

    @Override
    public void close() {
        probe.down(node);
    }

    static Dictionary<String, Object> properties(Graph graph, int node) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("modkit.module", graph.name(node));
        properties.put(
                "modkit.requires", graph.needs(node).mapToObj(graph::name).toArray(String[]::new));
        return properties;
    }
}

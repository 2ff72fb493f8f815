// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.modkit.api.capability.Capability;
import org.modkit.api.capability.SystemContext;
import org.modkit.api.client.ClientHub;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.benchmarks.graph.Graph;
import org.modkit.runtime.graph.ModuleCode;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.Offer;
import org.modkit.runtime.loop.Loop;
import org.modkit.runtime.phase.HookRunner;
import org.modkit.runtime.phase.Hosts;
import org.modkit.runtime.phase.Services;
import org.modkit.runtime.plan.Command;
import org.modkit.runtime.plan.Model;
import org.modkit.runtime.plan.ModuleSettings;
import org.modkit.runtime.plan.Policy;
import org.modkit.runtime.report.Reporter;
import org.osgi.framework.Version;
import org.slf4j.LoggerFactory;

/**
 * Our engine without the service registry in front of it: graph, plan, loop, hooks and journal, fed with offers.
 *
 * <p>The like of MSC, which has no registry in front of it either. An end of a round is what {@code settled()} means:
 * nothing is on its way and everything is in the journal.
 */
public final class EngineContender implements Replacer {
    private static final BundleRef BUNDLE = new BundleRef("benchmark", "1.0.0", 1);

    private final Command settings;
    private Graph graph;
    private Probe probe;
    private Offer[] offers;
    private long ids;
    private Loop loop;
    private HookRunner hooks;
    private Reporter reporter;

    /** Makes it with as many workers as a container that says nothing has. */
    public EngineContender() {
        this(Policy.standard().workers());
    }

    /**
     * Makes it.
     *
     * @param workers how many hooks may run at the same time
     */
    public EngineContender(int workers) {
        var policy = new Policy(Policy.Order.PARALLEL, workers, Policy.OnFailure.ISOLATE, Optional.empty());
        settings = new Command.Configured(policy, ModuleSettings.DEFAULT, Map.of());
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void prepare(Graph newGraph, Probe newProbe) {
        graph = newGraph;
        probe = newProbe;
        offers = new Offer[graph.size()];
        for (int node = 0; node < offers.length; node++) {
            offers[node] = offer(node);
        }
    }

    private Offer offer(int node) {
        List<Need> needs =
                graph.needs(node).mapToObj(graph::name).map(Need::parse).toList();
        EnumSet<Capability> none = EnumSet.noneOf(Capability.class);
        var code = new Code(new ModkitNode(node, probe));
        return new Offer(++ids, graph.name(node), Version.emptyVersion, needs, none, none, false, BUNDLE, code);
    }

    @Override
    public void fresh() {
        close();
        var services = new Services(
                new NoSystem(UUID.randomUUID()),
                null,
                new Hosts(),
                command -> loop.post(command),
                command -> loop.postAndTurn(command),
                (text, cause) -> {});
        hooks = new HookRunner(services);
        reporter = new Reporter(LoggerFactory.getLogger("modkit"), Optional.empty(), entry -> {});
        loop = new Loop(new Model(InstantSource.system(), () -> 0.5), hooks, reporter::accept, System::nanoTime);
        reporter.open();
        loop.open((thread, bug) -> bug.printStackTrace());
        loop.post(settings);
        loop.post(new Command.Released());
    }

    @Override
    public void up() throws Exception {
        probe.expect(graph.size());
        for (Offer offer : offers) {
            loop.post(new Command.Offered(offer));
        }
        settle();
    }

    private void settle() throws Exception {
        probe.await();
        var settled = new CountDownLatch(1);
        loop.post(new Command.WhenSettled(settled::countDown));
        settled.await();
    }

    @Override
    public void down(Way way) throws Exception {
        probe.expect(graph.size());
        if (way == Way.ONE_BY_ONE) {
            var gone = new CountDownLatch(offers.length);
            for (Offer offer : offers) {
                loop.post(new Command.Withdrawn(offer, gone::countDown));
            }
            gone.await();
        } else {
            var gone = new CountDownLatch(1);
            loop.post(new Command.Closing(gone::countDown));
            gone.await();
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
        var gone = new CountDownLatch(1);
        probe.expect(1 + dependents);
        loop.post(new Command.Withdrawn(offers[node], gone::countDown));
        gone.await();
        probe.await();
        long out = System.nanoTime();
        probe.expect(1 + dependents);
        offers[node] = offer(node);
        loop.post(new Command.Offered(offers[node]));
        settle();
        return new Replacement(out - start, System.nanoTime() - out);
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
            hooks.close();
            reporter.close();
        }
    }

    /** No node is a system module, so nobody asks. */
    private record NoSystem(UUID instanceId) implements SystemContext {
        @Override
        public ModkitRuntime runtime() {
            throw new UnsupportedOperationException("No node is a system module.");
        }
    }

    /** A module's objects that need not be fetched from anywhere. */
    private record Code(ModkitNode module) implements ModuleCode, ModuleCode.Incarnation {
        @Override
        public Incarnation begin() {
            return this;
        }

        @Override
        public Incarnation beginElsewhere() {
            throw new UnsupportedOperationException("No node runs in another process.");
        }

        @Override
        public <T> T get(Class<T> type) {
            return type.cast(module);
        }

        @Override
        public ClassLoader loader() {
            return Code.class.getClassLoader();
        }

        @Override
        public ClientHub clients() {
            throw new UnsupportedOperationException("These modules have no clients.");
        }

        @Override
        public void end() {
            // Nothing was taken hold of.
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.modkit.api.ConfigurationListener;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.ApiGatewayCapability;
import org.modkit.api.capability.GrpcHubCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.capability.SystemCapability;
import org.modkit.api.capability.SystemContext;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.spi.TrafficHost;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;

/** What each phase calls on a module, and what undoes it. This is the place to read, and to add a phase. */
final class PhaseTable {
    /** Calls a module for a step. */
    @FunctionalInterface
    interface Hook {
        void call(Live module, Step step) throws Exception;
    }

    private record Row(Hook up, Hook down) {}

    private static final Hook NOTHING = (module, step) -> {};

    private final Map<Phase, Row> rows = new EnumMap<>(Phase.class);
    private final Hosts hosts;
    private final LongFunction<Live> lives;

    /**
     * Fills the table.
     *
     * @param system what system modules are given
     * @param hosts the hosts that are no modules
     * @param lives finds a module by its run, null if it is over
     */
    PhaseTable(SystemContext system, Hosts hosts, LongFunction<Live> lives) {
        this.hosts = hosts;
        this.lives = lives;
        row(
                Phase.PRE_INIT,
                (module, step) -> module.object(SystemCapability.class).preInit(system),
                NOTHING);
        row(
                Phase.INIT,
                (module, step) -> module.object(ModkitModule.class).init(module),
                (module, step) -> module.object(ModkitModule.class).close());
        row(
                Phase.POST_INIT,
                (module, step) -> module.object(SystemCapability.class).postInit(system),
                NOTHING);
        row(
                Phase.START,
                (module, step) -> module.object(RunnableCapability.class).start(module.openRun()),
                (module, step) -> module.object(RunnableCapability.class).stop());
        row(Phase.OPEN, (module, step) -> openAll(module), (module, step) -> closeAll(module));
        for (Phase phase : Phase.values()) {
            if (phase.hosted()) {
                row(phase, this::enter, (module, step) -> leave(module, phase));
            }
        }
    }

    private static void openAll(Live module) throws Exception {
        for (Phase phase : Phase.values()) {
            if (module.hosts.containsKey(phase)) {
                open(module, phase);
            }
        }
    }

    /** Lets requests in, if that is what the host is for. */
    private static void open(Live module, Phase phase) throws Exception {
        if (module.hosts.get(phase) instanceof TrafficHost host) {
            module.open.add(phase);
            host.open(module);
        }
    }

    private static void closeAll(Live module) throws Exception {
        try {
            close(module, Phase.GRPC);
        } finally {
            close(module, Phase.REST);
        }
    }

    private static void close(Live module, Phase phase) throws Exception {
        if (module.open.remove(phase) && module.hosts.get(phase) instanceof TrafficHost host) {
            host.close(module);
        }
    }

    private void enter(Live module, Step step) throws Exception {
        PhaseHost host = step.host() == 0 ? hosts.of(step.phase()) : hostOf(step.phase(), lives.apply(step.host()));
        if (host == null) {
            throw new IllegalStateException("The host of phase " + step.phase() + " has left.");
        }
        module.hosts.put(step.phase(), host);
        host.up(module);
    }

    private static PhaseHost hostOf(Phase phase, Live host) {
        if (host == null) {
            return null;
        }
        return phase == Phase.REST ? host.object(ApiGatewayCapability.class) : host.object(GrpcHubCapability.class);
    }

    private static void leave(Live module, Phase phase) throws Exception {
        PhaseHost host = module.hosts.remove(phase);
        if (host != null) {
            host.down(module);
        }
    }

    private void row(Phase phase, Hook up, Hook down) {
        rows.put(phase, new Row(up, down));
    }

    /**
     * Calls the hook of a step.
     *
     * @param step the step
     * @param module its module
     * @param then told how the step ended; before this returns, or, for a start whose readiness was promised, later
     * @throws Exception what the hook throws
     */
    void perform(Step step, Live module, Consumer<Outcome> then) throws Exception {
        switch (step.way()) {
            case RECONFIGURE -> module.object(ConfigurationListener.class).configurationChanged(module);
            case DOWN -> {
                if (module.begun.remove(step.phase())) {
                    undo(step, module);
                }
            }
            case ATTACH -> attach(step, module);
            case DETACH -> detach(step, module);
            case UP -> {
                begin(step, module);
                if (step.phase() == Phase.START) {
                    module.background().whenStarted(then);
                    return;
                }
            }
        }
        then.accept(Outcome.OK);
    }

    private void begin(Step step, Live module) throws Exception {
        module.begun.add(step.phase());
        rows.get(step.phase()).up().call(module, step);
    }

    /** One that came by without this host has yet to be closed and to leave it. */
    private void attach(Step step, Live module) throws Exception {
        module.begun.add(Phase.OPEN);
        begin(step, module);
        open(module, step.phase());
    }

    private static void detach(Step step, Live module) throws Exception {
        module.begun.remove(step.phase());
        try {
            close(module, step.phase());
        } finally {
            leave(module, step.phase());
        }
    }

    /** The run is told before its stop, the module before its close. */
    private void undo(Step step, Live module) throws Exception {
        Hook down = rows.get(step.phase()).down();
        if (step.phase() == Phase.START) {
            Run run = module.background();
            try {
                run.cancel();
                down.call(module, step);
            } finally {
                run.awaitTasks(step.deadline());
            }
        } else {
            if (step.phase() == Phase.INIT) {
                module.cancel();
            }
            down.call(module, step);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.modkit.api.ConfigurationListener;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.capability.SystemCapability;
import org.modkit.api.capability.SystemContext;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.TrafficHost;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Outcome;
import org.modkit.runtime.fact.Step;

/** What each phase calls on a module, and what undoes it. This is the place to read, and to add a phase. */
final class PhaseTable {
    /** Calls a module. */
    @FunctionalInterface
    interface Hook {
        void call(Live module) throws Exception;
    }

    /** Lets requests in, or lets no more in. */
    @FunctionalInterface
    private interface Tap {
        void turn(TrafficHost host, PhaseGuest guest) throws Exception;
    }

    private record Row(Hook up, Hook down) {}

    private static final Hook NOTHING = module -> {};

    private final Map<Phase, Row> rows = new EnumMap<>(Phase.class);

    PhaseTable(SystemContext system, Hosts hosts) {
        row(Phase.PRE_INIT, module -> module.object(SystemCapability.class).preInit(system), NOTHING);
        hosted(Phase.DATABASE, hosts);
        row(
                Phase.INIT,
                module -> module.object(ModkitModule.class).init(module),
                module -> module.object(ModkitModule.class).close());
        row(Phase.POST_INIT, module -> module.object(SystemCapability.class).postInit(system), NOTHING);
        hosted(Phase.REST, hosts);
        hosted(Phase.GRPC, hosts);
        row(
                Phase.START,
                module -> module.object(RunnableCapability.class).start(module.openRun()),
                module -> module.object(RunnableCapability.class).stop());
        row(Phase.OPEN, module -> openTraffic(module, hosts), module -> closeTraffic(module, hosts));
    }

    private static void openTraffic(Live module, Hosts hosts) throws Exception {
        traffic(module, hosts, Phase.REST, TrafficHost::open);
        traffic(module, hosts, Phase.GRPC, TrafficHost::open);
    }

    private static void closeTraffic(Live module, Hosts hosts) throws Exception {
        try {
            traffic(module, hosts, Phase.GRPC, TrafficHost::close);
        } finally {
            traffic(module, hosts, Phase.REST, TrafficHost::close);
        }
    }

    /** Turns a host's tap, if the module is that host's guest and the host has one. */
    private static void traffic(Live module, Hosts hosts, Phase phase, Tap tap) throws Exception {
        if (module.begun.contains(phase) && hosts.of(phase) instanceof TrafficHost host) {
            tap.turn(host, module);
        }
    }

    private void row(Phase phase, Hook up, Hook down) {
        rows.put(phase, new Row(up, down));
    }

    /** Somebody else carries the phase out. */
    private void hosted(Phase phase, Hosts hosts) {
        row(
                phase,
                module -> hosts.of(phase).up(module),
                module -> hosts.of(phase).down(module));
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
            case UP -> {
                module.begun.add(step.phase());
                rows.get(step.phase()).up().call(module);
                if (step.phase() == Phase.START) {
                    module.background().whenStarted(then);
                    return;
                }
            }
        }
        then.accept(Outcome.OK);
    }

    /** The run is told before its stop, the module before its close. */
    private void undo(Step step, Live module) throws Exception {
        Hook down = rows.get(step.phase()).down();
        if (step.phase() == Phase.START) {
            Run run = module.background();
            try {
                run.cancel();
                down.call(module);
            } finally {
                run.awaitTasks(step.deadline());
            }
        } else {
            if (step.phase() == Phase.INIT) {
                module.cancel();
            }
            down.call(module);
        }
    }
}

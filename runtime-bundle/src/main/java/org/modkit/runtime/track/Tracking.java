// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.track;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.modkit.runtime.hub.Hub;
import org.modkit.runtime.phase.Hosts;
import org.modkit.runtime.plan.Command;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.EventHook;

/**
 * Everything that looks at the framework, opened and closed together.
 *
 * <p>A bundle <em>event hook</em> is called before any listener, so it sees a bundle stop before Declarative Services
 * takes its components away, and the framework stop before the first bundle does.
 */
public final class Tracking implements AutoCloseable {
    /** Every hook has a deadline of its own, so only a long chain of hanging modules needs as long as this. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BundleContext context;
    private final Consumer<Command> loop;
    private final Departure departure;
    private final ModuleTracker modules;
    private final HostTracker hosts;
    private ServiceRegistration<EventHook> hook;

    /**
     * Creates the trackers, which see nothing yet.
     *
     * @param context the runtime's own
     * @param hub opens a view for every incarnation
     * @param phaseHosts filled with the hosts of phases
     * @param problems takes what is refused
     * @param loop takes commands
     */
    public Tracking(BundleContext context, Hub hub, Hosts phaseHosts, Problems problems, Consumer<Command> loop) {
        this.context = context;
        this.loop = loop;
        this.departure = new Departure(PATIENCE, sentence -> loop.accept(new Command.Refused(sentence)));
        this.modules = new ModuleTracker(context, hub, problems, this);
        this.hosts = new HostTracker(context, phaseHosts, problems, this);
    }

    Consumer<Command> loop() {
        return loop;
    }

    Departure departure() {
        return departure;
    }

    /** Begins to look, at what is there already first. */
    public void open() {
        hook = context.registerService(EventHook.class, (event, contexts) -> bundleChanged(event), null);
        hosts.open();
        modules.open();
    }

    private void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() != BundleEvent.STOPPING) {
            return;
        }
        if (bundle.getBundleId() == 0 || bundle.equals(context.getBundle())) {
            goDown();
        } else {
            modules.leaving(bundle);
        }
    }

    /** Takes everything down and waits for it, but not on a hook thread. */
    public void goDown() {
        var down = new CompletableFuture<Void>();
        loop.accept(new Command.Closing(() -> down.complete(null)));
        departure.await(down, "Everything");
    }

    @Override
    public void close() {
        modules.close();
        hosts.close();
        if (hook != null) {
            hook.unregister();
        }
    }
}
